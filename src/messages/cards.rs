//! What stands on cards beside the words.

use super::{Message, fixed};

/// Who is named asks this.
pub const ASKS: Message = fixed("提问", "提問", "asks");
