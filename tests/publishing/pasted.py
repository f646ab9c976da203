"""What Word, WPS and Excel put on the clipboard, as their users' machines do. Invented people; the numbers are not theirs."""

from __future__ import annotations

SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "春夏秋"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

WORD_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns:m="http://schemas.microsoft.com/office/2004/12/omml" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15"><title>内部标题</title>
<link rel=File-List href="file:///C:/Users/zhang/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:DoNotOptimizeForBrowser/></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-unhide:no; margin:0cm; font-family:"等线";} table.MsoNormalTable {mso-style-name:普通表格;} --></style>
<!--[if gte mso 10]><style>table.MsoTableGrid {border:solid windowtext 1.0pt;}</style><![endif]--></head>
<body lang=ZH-CN style='tab-interval:21.0pt;word-wrap:break-word'><!--StartFragment-->"""
WORD_TAIL = "<!--EndFragment--></body></html>"


def identity(n: int) -> str:
    """An identity number of an invented person, with the right last character."""
    front = f"110101{1950 + n % 50}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
    return front + "10X98765432"[sum(int(d) * w for d, w in zip(front, WEIGHTS, strict=True)) % 11]


def people(count: int) -> list[tuple[str, str, str, str]]:
    """Serial number, name, identity number, amount."""
    return [
        (str(n), f"{SURNAMES[n % 10]}{GIVEN[n % 3]}{SURNAMES[n // 10 % 10]}", identity(n), f"{n * 37 % 900 + 100}.00")
        for n in range(1, count + 1)
    ]


def word_cell(text: str, span: str = "") -> str:
    return f"""<td width=142 {span} valign=top style='width:106.6pt;border:solid windowtext 1.0pt;border-left:none;
mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt'><p class=MsoNormal align=center
style='text-align:center'><span style='font-family:宋体;mso-ascii-font-family:"Times New Roman"'>{text}</span><span
lang=EN-US><o:p></o:p></span></p></td>"""


def word_row(cells: list[str], n: int) -> str:
    first = "mso-yfti-firstrow:yes;" if n == 0 else ""
    return f"<tr style='mso-yfti-irow:{n};{first}height:15.6pt'>{''.join(cells)}</tr>"


def word_table(count: int) -> str:
    """A list of subsidies with a header row, as Word copies it."""
    header = word_row([word_cell(name) for name in ("序号", "姓名", "身份证号", "金额（元）")], 0)
    rows = "".join(word_row([word_cell(text) for text in person], n) for n, person in enumerate(people(count), 1))
    return f"""{WORD_HEAD}<p class=MsoNormal><b><span style='font-size:16.0pt'>补贴发放明细<o:p></o:p></span></b></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
{header}{rows}</table><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>{WORD_TAIL}"""


WORD_MERGED = f"""{WORD_HEAD}<table class=MsoTableGrid border=1 style='border-collapse:collapse'><thead>
{word_row([word_cell("乡镇", "rowspan=2"), word_cell("补贴（元）", "colspan=2")], 0)}
{word_row([word_cell("耕地"), word_cell("草原")], 1)}</thead>
{word_row([word_cell("清水镇"), word_cell("100"), word_cell("20")], 2)}
</table>{WORD_TAIL}"""

WORD_NESTED = f"""{WORD_HEAD}<table class=MsoTableGrid border=1>
{word_row([word_cell("项目"), word_cell("说明")], 0)}
<tr>{word_cell("标准")}<td><table class=MsoNormalTable border=1><tr>{word_cell("一等")}{word_cell("每亩100元")}</tr>
<tr>{word_cell("二等")}{word_cell("每亩80元")}</tr></table></td></tr></table>{WORD_TAIL}"""


def word_item(mark: str, text: str, place: str = "l0") -> str:
    return f"""<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:{place} level1 lfo1'><![if !supportLists]><span
style='font-family:Wingdings;mso-fareast-font-family:Wingdings'><span style='mso-list:Ignore'>{mark}<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]><span>{text}<o:p></o:p></span></p>"""


WORD_LISTS = f"""{WORD_HEAD}<p class=MsoNormal>申请材料：</p>{word_item("1.", "申请表")}{word_item("2.", "<b>身份证</b>复印件")}
<p class=MsoNormal>注意事项：</p>{word_item("§", "不收费", "l1")}{word_item("§", "10个工作日办结", "l1")}{WORD_TAIL}"""

WPS = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name="Generator" content="WPS Office"><style>@font-face{font-family:"宋体";} p.MsoNormal{mso-style-name:正文;}</style></head>
<body style="tab-interval:21pt;"><!--StartFragment--><p class="MsoNormal" style="mso-char-indent-count:2.0000;"><span
style="mso-spacerun:'yes';font-family:宋体;">经审核，</span><font face="宋体">现予公告。</font><span><o:p></o:p></span></p>
<table class="MsoTableGrid" style="border-collapse:collapse;mso-table-layout-alt:fixed;"><tr><td width="284" colspan="2"><p
class="MsoNormal"><span>补贴标准表</span></p></td></tr><tr><td><p class="MsoNormal">类别</p></td><td><p class="MsoNormal">标准
</p></td></tr><tr><td><p class="MsoNormal">耕地</p></td><td><p class="MsoNormal">100元</p></td></tr></table><!--EndFragment--></body></html>"""

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>
<style><!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {mso-number-format:"\\@";} --></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=216 style='border-collapse:collapse;width:162pt'>
<!--StartFragment--><col width=72 span=3 style='width:54pt'><tr height=19 style='height:14.25pt'><td class=xl65>户主</td>
<td class=xl65>卡号</td><td>金额</td></tr><tr height=19><td>张某</td><td class=xl65 x:str>6222020200112345678</td><td align=right
x:num>100</td></tr><tr height=0 style='display:none;mso-height-source:userset'><td>藏起来的人</td><td>1</td><td>2</td></tr>
<!--EndFragment--></table></body></html>"""

HOSTILE = {
    "script": "<p>正文<script>alert(1)</script></p>",
    "handler": "<p onclick=alert(1) onmouseover='alert(1)'>正文</p><img src=x onerror=alert(1)>",
    "address": "<a href='java\tscript:alert(1)'>正文</a><a href='&#106;avascript:alert(1)'>二</a><a href='data:text/html,x'>三</a>",
    "drawing": "<p>正文</p><svg onload=alert(1)><a xlink:href='javascript:alert(1)'><text>x</text></a><animate onbegin=alert(1)></svg>",
    "formula": "<p>正文</p><math><mi xlink:href='javascript:alert(1)'><mglyph><style><img src onerror=alert(1)></style></mi></math>",
    "mutation": "<p>正文</p><noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "template": "<p>正文</p><template><img src=x onerror=alert(1)></template><table><td><form action=javascript:alert(1)><button>x",
    "frame": "<p>正文</p><iframe srcdoc='<script>parent.alert(1)</script>'></iframe><object data=javascript:alert(1)></object><embed src=x>",
    "style": "<p style='background:url(javascript:alert(1))'>正文</p><style>@import 'javascript:alert(1)'</style><link rel=stylesheet href=//x>",
    "comment": "<p>正文</p><!--[if gte IE 4]><script>alert(1)</script><![endif]--><!--><img src=x onerror=alert(1)>-->",
    "base": "<p>正文</p><base href=https://evil.example/><meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "picture": "<p>正文</p><img src='data:image/svg+xml,<svg onload=alert(1)>'><img srcset='x' src=//evil.example/x.svg>",
}
