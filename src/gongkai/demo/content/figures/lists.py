"""Which institutions does the county have? Names, places and telephones of invented schools, stations and halls."""

from __future__ import annotations

from random import Random

from gongkai.demo.content import county
from gongkai.demo.content.markup import Figures, Table
from gongkai.demo.content.money import thousands

HOURS = "工作日8:30—12:00，14:00—17:30"


def schools(year: int) -> Table:
    """义务教育学校名录."""
    rows = []
    for name, stage, kind, town in SCHOOLS:
        pupils = Random(f"school {name} {year}").randrange(160, 1900)
        rows.append((name, town, stage, kind, thousands(pupils), county.fake_phone(name)))
    return Table(
        ("学校名称", "地址", "办学层次", "办学类型", "在校生（人）", "办公电话"),
        tuple(rows),
        f"{year}年义务教育学校名录",
    )


def districts(year: int) -> Table:
    rows = tuple((name, stage, text) for name, stage, text in DISTRICTS)
    return Table(("学校", "学段", "招生范围（学区）"), rows, f"{year}年城区义务教育学校招生范围")


def quotas(year: int) -> Table:
    """招生计划: classes of 45 (primary) or 50 (junior)."""
    rows: list[tuple[object, ...]] = []
    classes_sum = places_sum = 0
    for name, stage, _, _ in SCHOOLS:
        classes = Random(f"classes {name} {year}").randint(1, 8)
        places = classes * (45 if stage == "小学" else 50)
        classes_sum, places_sum = classes_sum + classes, places_sum + places
        rows.append((name, stage, classes, places))
    rows.append(("合计", "—", classes_sum, thousands(places_sum)))
    return Table(("学校", "学段", "班数", "计划人数"), tuple(rows), f"{year}年秋季招生计划")


def stations(_: int, kind: str) -> Table:
    """One station of a kind in every township."""
    title, pattern = STATIONS[kind]
    rows = tuple(
        (name, f"{town.name}便民服务中心旁", county.fake_phone(name), HOURS)
        for town in county.townships()
        for name in [pattern.format(town.name.rstrip("镇乡") if kind == "police" else town.name)]
    )
    return Table(("名称", "地址", "电话", "开放时间（办公时间）"), rows, title)


def listed(_: int, name: str) -> Table:
    """A fixed list with addresses and telephones."""
    title, names = LISTS[name]
    rows = tuple((each, county.address(each), county.fake_phone(each), hours) for each, hours in names)
    return Table(("机构名称", "地址", "电话", "开放时间（办公时间）"), rows, title)


def offices(_: int, slug: str) -> Table:
    """The inner offices of a department."""
    rows = tuple((name, duty, county.fake_phone(slug + name)) for name, duty in OFFICES.get(slug, OFFICES["any"]))
    return Table(("内设机构", "主要职责", "电话"), rows, f"{county.departments()[slug].name}内设机构和联系方式")


SCHOOLS = (
    ("明镜县第一小学", "小学", "公办", "镜心街道"),
    ("明镜县晴川小学", "小学", "公办", "镜心街道"),
    ("明镜县檐铃小学", "小学", "公办", "镜心街道"),
    ("明镜县第一初级中学", "初中", "公办", "镜心街道"),
    ("明镜县秋朗实验学校", "九年一贯制", "公办", "镜心街道"),
    ("云砚镇书灯中学", "初中", "公办", "云砚镇"),
    ("云砚镇中心小学", "小学", "公办", "云砚镇"),
    ("鹭汀镇中心小学", "小学", "公办", "鹭汀镇"),
    ("鹭汀镇初级中学", "初中", "公办", "鹭汀镇"),
    ("望舒镇中心小学", "小学", "公办", "望舒镇"),
    ("竹笺镇中心小学", "小学", "公办", "竹笺镇"),
    ("星渡镇渡口灯小学", "小学", "公办", "星渡镇"),
    ("星渡镇初级中学", "初中", "公办", "星渡镇"),
    ("禾韵镇九年制学校", "九年一贯制", "公办", "禾韵镇"),
    ("月帆镇中心小学", "小学", "公办", "月帆镇"),
    ("麦笛镇中心小学", "小学", "公办", "麦笛镇"),
    ("麦笛镇初级中学", "初中", "公办", "麦笛镇"),
    ("照水乡中心小学", "小学", "公办", "照水乡"),
    ("听泉乡九年制学校", "九年一贯制", "公办", "听泉乡"),
    ("鹿铃乡中心小学", "小学", "公办", "鹿铃乡"),
    ("明镜县竹雨民办小学", "小学", "民办", "竹笺镇"),
)
DISTRICTS = (
    ("明镜县第一小学", "小学", "明镜大道以南、砚池路以东至镜湖岸线，含镜湖心社区全部、明镜台社区1至6网格"),
    ("明镜县晴川小学", "小学", "晴川路以北、书灯路以西，含晴川里社区全部、明镜台社区7至11网格"),
    ("明镜县檐铃小学", "小学", "檐铃巷两侧至鹿铃街，含檐铃社区全部"),
    ("明镜县秋朗实验学校", "小学、初中", "秋朗路以东至环城河，含秋朗里社区全部；初中部另收檐铃小学毕业生"),
    ("明镜县第一初级中学", "初中", "第一小学、晴川小学毕业生，及户籍在镜湖心、明镜台、晴川里三个社区的返回生"),
)
STATIONS = {
    "police": ("户籍业务受理窗口", "明镜县公安局{}派出所户籍窗口"),
    "legal": ("公共法律服务工作站", "{}公共法律服务工作站"),
    "culture": ("乡镇综合文化站", "{}综合文化站"),
    "vaccine": ("预防接种门诊", "{}卫生院预防接种门诊"),
    "clinic": ("基层医疗卫生机构", "{}卫生院"),
    "service": ("便民服务中心", "{}便民服务中心"),
    "labour": ("人力资源社会保障服务站", "{}人力资源社会保障服务站"),
    "disaster": ("灾害信息员值守点", "{}应急办（灾害信息员）"),
}
LISTS = {
    "culture": (
        "公共文化机构免费开放信息",
        (
            ("明镜县图书馆", "周二至周日9:00—20:30，周一闭馆"),
            ("明镜县文化馆", "周二至周日8:30—17:30，周一闭馆"),
            ("明镜县博物馆", "周二至周日9:00—17:00（16:30停止入馆），周一闭馆"),
            ("镜湖美术馆", "周三至周日9:00—17:00"),
            ("砚池非遗展示馆", "周二至周日9:00—16:30"),
        ),
    ),
    "tax": (
        "办税地图：办税服务厅",
        (
            ("明镜县税务局第一税务所（办税服务厅）", HOURS),
            ("明镜县政务服务中心税务窗口", HOURS),
            ("鹭汀办税服务室", HOURS),
            ("麦笛办税服务室", "工作日8:30—12:00"),
        ),
    ),
    "parks": (
        "城市公园名录",
        (
            ("镜湖公园", "全天开放"),
            ("砚池公园", "6:00—22:00"),
            ("檐铃口袋公园", "全天开放"),
            ("秋朗体育公园", "6:00—22:00，灯光球场至21:30"),
            ("晴川滨河绿地", "全天开放"),
        ),
    ),
    "hospitals": (
        "县级医疗卫生机构",
        (
            ("明镜县人民医院", "门诊8:00—17:30，急诊24小时"),
            ("明镜县中医医院", "门诊8:00—17:30，急诊24小时"),
            ("明镜县妇幼保健计划生育服务中心", "门诊8:00—17:00"),
            ("明镜县疾病预防控制中心", HOURS),
        ),
    ),
    "homes": (
        "已备案养老机构",
        (
            ("明镜县社会福利中心", "探访8:30—17:30"),
            ("鹭汀镇敬老院", "探访8:30—17:00"),
            ("听泉乡松铃养老服务中心", "探访8:30—17:00"),
            ("镜湖心颐养园", "探访9:00—17:30"),
            ("麦笛镇区域养老服务中心", "探访8:30—17:00"),
        ),
    ),
    "lawyers": (
        "法律服务机构",
        (
            ("明镜县公共法律服务中心", HOURS),
            ("明镜县公证处", HOURS),
            ("明镜县法律援助中心", HOURS),
            ("明衡律师事务所（演示）", HOURS),
            ("鹭汀法律服务所", HOURS),
            ("明镜县人民调解委员会联合会", HOURS),
        ),
    ),
    "schemes_tax": (
        "涉税专业服务机构",
        (
            ("明镜县明账税务代理有限公司", HOURS),
            ("明镜县清算财税咨询有限公司", HOURS),
            ("明镜县衡准税务师事务所（演示）", HOURS),
        ),
    ),
}
OFFICES = {
    "any": (
        ("办公室", "文电会务、政务公开、信访和后勤"),
        ("政策法规股", "规范性文件审核、普法、行政复议应诉"),
        ("业务综合股", "行业规划、统计和业务指导"),
        ("监督检查股", "日常监管、专项检查和投诉办理"),
    ),
    "education": (
        ("办公室", "文电会务、政务公开、信访"),
        ("基础教育股", "义务教育招生、学籍、课程与教学管理"),
        ("计划财务股", "教育经费、学生资助、营养改善计划"),
        ("教师工作股", "教师资格、招聘、培训和师德"),
        ("教育督导室", "督学责任区、督导评估"),
        ("安全股", "校园安全与应急"),
    ),
    "emergency": (
        ("办公室", "文电会务、政务公开、应急值守"),
        ("应急指挥中心", "值班、预警信息发布、应急联动"),
        ("安全生产基础股", "危险化学品、烟花爆竹、非煤矿山监管"),
        ("救灾和物资保障股", "灾情核定、受灾群众救助、物资储备"),
        ("执法大队", "安全生产行政执法"),
    ),
}
TABLES: Figures = {
    "schools": schools,
    "districts": districts,
    "quotas": quotas,
    "stations": stations,
    "listed": listed,
    "offices": offices,
}
