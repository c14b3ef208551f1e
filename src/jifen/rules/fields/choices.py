"""Options that are the same in every scheme: codes are permanent and follow the glossary."""

from __future__ import annotations

from jifen.rules.fields.kinds import Choice

STATUSES = (
    Choice("formal", "正式党员", ("正式",)),
    Choice("probationary", "预备党员", ("预备",)),
    Choice("development_target", "发展对象"),
    Choice("activist", "入党积极分子", ("积极分子",)),
    Choice("applicant", "入党申请人", ("申请人",)),
)

LEVELS = (
    Choice("unit", "本单位级", ("单位级", "局级")),
    Choice("school", "校级", ("学校", "校")),
    Choice("township", "乡镇级", ("乡级", "镇级", "乡镇", "街道级", "乡", "镇")),
    Choice("county", "县区级", ("县级", "区级", "县（区）级", "县", "区", "district")),
    Choice("city", "市级", ("地市级", "市", "municipal")),
    Choice("province", "省级", ("省", "provincial")),
    Choice("nation", "国家级", ("国家", "全国", "national")),
)

ORGANISERS = (
    Choice("superior_committee", "上级党委", ("上级党组织",)),
    Choice("business_department", "上级业务部门", ("业务部门", "上级部门")),
    Choice("own_branch", "本支部", ("支部",)),
    Choice("own_unit", "本单位", ("单位",)),
    Choice("village_committee", "村民委员会", ("村委会",)),
    Choice("mass_organization", "群团组织", ("群团",)),
    Choice("other", "其他"),
)

DECIDERS = (
    Choice("member", "党员本人", ("本人",)),
    Choice("recorder", "记录员"),
    Choice("supervising_leader", "分管领导"),
    Choice("party_group", "党小组"),
    Choice("points_group", "积分小组", ("工作机构",)),
    Choice("branch_secretary", "书记", ("支部书记",)),
    Choice("branch_committee", "支部委员会", ("支委会", "支委", "支部研究")),
    Choice("general_branch", "党总支", ("总支",)),
    Choice("member_assembly", "党员大会", ("支部党员大会", "大会")),
    Choice("township_party_office", "乡镇党建办", ("党建办",)),
    Choice("superior", "上级党组织", ("上级", "上级党委")),
    Choice("county_org_department", "县委组织部", ("组织部",)),
)
"""Deciding bodies, lowest first (the codes of ``model.base.Body``)."""

OUTLETS = (
    Choice("party_paper", "党报党刊", ("党报", "党刊")),
    Choice("journal", "专业刊物", ("刊物", "杂志")),
    Choice("news_media", "新闻媒体", ("媒体",)),
    Choice("website", "网站", ("网络",)),
    Choice("brief", "内部简报", ("简报",)),
    Choice("other", "其他"),
)

EXCUSES = (
    Choice("none", "无故", ("无", "未请假")),
    Choice("leave_approved", "已准假", ("请假", "事假", "准假")),
    Choice("sick", "病假"),
    Choice("official_duty", "公务", ("公假", "出差")),
    Choice("no_hard_requirement", "不作硬性要求", ("不作要求",)),
    Choice("other", "其他"),
)

EFFECTS = (
    Choice("clear", "成效明显", ("明显",)),
    Choice("some", "有一定成效", ("一般",)),
    Choice("none", "无成效", ("无",)),
    Choice("bad_influence", "造成不良影响", ("不良影响",)),
)

ROLES = (
    Choice("branch_secretary", "书记", ("支部书记", "党支部书记")),
    Choice("deputy_secretary", "副书记", ("支部副书记",)),
    Choice("organization_commissioner", "组织委员"),
    Choice("publicity_commissioner", "宣传委员"),
    Choice("discipline_commissioner", "纪检委员"),
    Choice("committee_member", "支委", ("支部委员", "委员")),
    Choice("recorder", "记录员"),
    Choice("group_leader", "党小组组长", ("党小组长",)),
    Choice("deputy_group_leader", "党小组副组长"),
    Choice("migrant_liaison", "联系人", ("流动党员联系人",)),
    Choice("supervising_leader", "分管领导"),
    Choice("section_head", "股室负责人"),
    Choice("organizer", "组织员"),
)

RESIDENCES = (Choice("home", "在家", ("在村", "本地")), Choice("away", "外出", ("流动", "在外")))

HEALTH_STATES = (Choice("well", "健康", ("良好",)), Choice("frail", "体弱", ("老弱病残", "病残", "体弱多病")))

WORK_STATES = (
    Choice("working", "在岗", ("在职",)),
    Choice("farming", "务农"),
    Choice("retired", "离退休", ("退休", "离休")),
    Choice("student", "学生", ("在读",)),
    Choice("unemployed", "待业", ("无业",)),
    Choice("unable", "丧失劳动能力", ("无劳动能力",)),
    Choice("other", "其他"),
)

DISCIPLINES = (
    Choice("warning", "警告"),
    Choice("serious_warning", "严重警告"),
    Choice("removal_from_party_post", "撤销党内职务", ("撤职",)),
    Choice("probation_within_party", "留党察看"),
    Choice("expulsion", "开除党籍"),
)

TABLE_ENDS = (
    Choice("top", "前", ("首位", "名列前茅", "正数")),
    Choice("bottom", "后", ("末位", "末尾", "倒数")),
)
