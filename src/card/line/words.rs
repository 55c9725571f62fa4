//! Frequent words of two characters, inside which a line is better not broken. Knows pairs of characters.
//!
//! No rule forbids such a break, and no line depends on it: where there is a choice, the break between words is taken.

/// The 800 most frequent of jieba's dictionary (MIT) that are no names, sorted, without anything between them.
const WORDS: &str = "\
一切一定一样一直一般一边上海下去下来不仅不会不再不到不可不同不少不得不敢不断不是不知不能不要不过专业专家专门世界世纪业务东北东西严重个人中国中央\
中学中心中间丰富为主为了主任主席主张主要举行之一之下之中之前之后之间也许书记了解事业事件事情于是亚洲交通产业产品产生人们人口人员人士人大人家人才\
人数人民人物人类什么今天今年今日介绍仍然从事从而他们代表以上以下以为以前以及以后以来价值价格任何任务企业众人优势会议传统似乎但是位于位置体制体系\
体育作为作出作品作战作用你们使用例如便是促进保护保持保证保障信息健康儿子兄弟充分先后先生先进全国全市全省全部全面公司公民公路共同关于关系关键其中\
其他其它其实具体具有内容内部军事军队农业农村农民决定决议准备减少几乎出去出口出来出版出现分为分别分子分布分析创作创造利用利益别人到底制定制度制造\
力量办法功能加强动物努力劳动包括北京区域医院单位南京南北印度即使却是历史压力原则原因原来去年参与参加又称及其双方反对反应反映发展发布发挥发现发生\
发表取得受到变化变成古代另外只能只要只见召开可以可是可能台湾各个各国各地各种各级合作同志同时同样后来听说告诉周围命令和平咱们哪里商业商品喜欢回到\
回去回来回答因为因此因素因而困难国家国际图片土地地位地区地方地理地面坐在坚持城市培养基地基本基础增加增长声音处于处理复杂外国大会大型大家大小大臣\
大道大量大陆夫人女人女儿女子她们好像如今如何如果如此姑娘委员媒体存在学习孩子它们安全安排完全完善完成宗教官员实在实施实现实行实际实验宣布宪法家庭\
容易对于对方导弹导致封建将军小时尤其就业就是尽管居民展开属于工业工人工作工程巨大已经市场市长师父希望带来帮助干部平原平均平民年代并且广场广州广泛\
应当应用应该建成建立建筑建议建设开发开始开展开放引起弟子强调当年当时当然形式形成影响往往很大得到德国心想心理必须忽然怎么怎样思想性质总是总理总统\
恢复情况想到意义意思意见感到感觉成为成功成立成绩我们我国或者战争战斗战略所以所有所谓手段执行扩大批准找到技术投入投资报告报道担任拥有指出指导指挥\
按照接受接着控制措施提供提出提高支持收入改变改革放在政府政权政治政策故事敌人教师教授教育数学数量整个文化文学文章斗争新闻方向方式方案方法方面旅游\
无法日本时代时候时期时间明显明确是否显示晚上普通更加曾经最后最大最终最高有些有人有关有效有时朋友服务期间未来本报本来机会机关机场机构机械权利权力\
材料条件来到来自构成某些标准样子根据根本植物欧洲正常正式正是正确此外此时武器母亲每个每天每年比例比赛比较毕业民主民族气候水平汽车没有治疗法国法律\
法规注意活动海军消息清楚然后然而爱国父亲物质特别特征特殊特点特色状态独立环境现代现在现象理论甚至生产生命生活生物生长用于用户由于电子电话男人监督\
目前目标目的直接相互相信相关相同相对相当看到看来看看看着看见真是真正真的知识知道研究确定确实社会社区离开科学科技积极称为程度稳定突然立刻立即竞争\
竟然简单管理类型粮食精神系统组成组织终于经常经济经营经过经验结合结束结构结果统一统治继续综合网络美国群众老师考生考虑考试而且而是职业职权联合联系\
股东肯定胜利能力能够自己自然自由至少航空良好艺术苏联英国范围获得著名虽然行业行为行动行政表现表示装备要求见到规定规模觉得解决解释计划认为认识讨论\
训练记者设备设立设计证明语言说明说话说道调整调查负责贡献财产财政责任货币质量贸易资料资本资源资金起来超过身体身子较大达到迅速过去过来过程运动运输\
还是还有还要这个这么这些这位这时这样这次这种这里进入进攻进来进行连续适应选举选择逐渐通常通过速度造成遗址那个那么那些那样那里部分部长部门部队采取\
采用里面重大重新重点重要重视金融铁路银行销售错误长期长江问道问题队伍阶段附近院长除了随着难以难道集中集团需要青年非常面前面对面积革命音乐项目领域\
领导飞机食品首先香港高度高级高速";
/// Two characters of three bytes each.
const LENGTH: usize = 6;

/// Tells whether two characters are a frequent word.
pub(super) fn are_a_word(first: char, second: char) -> bool {
    let mut bytes = [0; LENGTH];
    if [first, second].iter().any(|c| c.len_utf8() != LENGTH / 2) {
        return false;
    }
    let (head, tail) = bytes.split_at_mut(LENGTH / 2);
    first.encode_utf8(head);
    second.encode_utf8(tail);
    let (mut low, mut high) = (0, WORDS.len() / LENGTH);
    while low < high {
        let middle = low.midpoint(high);
        match WORDS.as_bytes().get(middle * LENGTH..(middle + 1) * LENGTH) {
            Some(word) if *word == bytes[..] => return true,
            Some(word) if *word < bytes[..] => low = middle + 1,
            _ => high = middle,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_rise_and_are_found() {
        let words: Vec<_> = WORDS.as_bytes().chunks(LENGTH).collect();
        assert!(words.is_sorted() && words.len() == 800 && words.iter().all(|word| word.len() == LENGTH));
        assert!(are_a_word('国', '家') && are_a_word('反', '对') && !are_a_word('家', '国') && !are_a_word('é', '😀'));
        assert!(words.iter().all(|word| are_a_word(
            std::str::from_utf8(word).unwrap().chars().next().unwrap(),
            std::str::from_utf8(word).unwrap().chars().last().unwrap()
        )));
    }
}
