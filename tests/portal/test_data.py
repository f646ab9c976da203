"""Open data: every list as a file, described so that real readers of RDF understand it."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
import rdflib
from openpyxl import load_workbook
from rdflib.namespace import DCAT, DCTERMS, RDF

from gongkai.portal import dcat
from gongkai.portal.datasets import BY_SLUG, DATASETS, FORMS
from tests.factories.publishing import InformationFactory

pytestmark = [
    pytest.mark.django_db,
    # The reader's own way of reading JSON-LD uses what it calls old.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

SLUGS = sorted(BY_SLUG)


def file(client, slug, form):
    answer = client.get(f"/data/{slug}.{form}")
    assert answer.status_code == 200
    assert f"{slug}.{form}" in answer.headers["Content-Disposition"]
    return answer.content


@pytest.mark.parametrize("slug", SLUGS)
def test_a_table_says_the_same_in_every_form(client, place, slug):
    rows = list(csv.reader(io.StringIO(file(client, slug, "csv").decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(file(client, slug, "xlsx"))).worksheets[0]
    told = json.loads(file(client, slug, "json"))

    heads = [str(words) for words in BY_SLUG[slug].columns.values()]
    assert rows[0] == heads
    assert len(rows) - 1 == len(told["rows"])
    assert heads in [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_list_of_information_has_what_is_public_and_no_list_of_persons(client, place):
    InformationFactory(body=place.body, row=place.disclosed, published=True, title="张三补贴", list_profile="subsidy")
    InformationFactory(body=place.body, row=place.disclosed, title="没有公开的草稿")

    text = file(client, "information", "csv").decode()

    assert "第二季度低保审批结果" in text
    assert "张三" not in text
    assert "草稿" not in text


def test_the_matters_tell_their_state(client, place):
    rows = csv.DictReader(io.StringIO(file(client, "matters", "csv").decode("utf-8-sig")))

    states = {row["二级事项"]: row["公开状态"] for row in rows}
    assert set(states.values()) == {"已公开", "已逾期"}


@pytest.mark.parametrize("mark", ["=", "＝", "@", "\n="])
def test_a_cell_that_begins_like_a_formula_is_a_text(client, place, mark):
    InformationFactory(body=place.body, row=place.disclosed, published=True, title=f"{mark}HYPERLINK(1)")

    assert f"'{mark}HYPERLINK" in file(client, "information", "csv").decode()


@pytest.mark.parametrize("address", ["/data/nothing.csv", "/data/bodies.docx", "/data/catalog.xml"])
def test_what_there_is_not_is_not_found(client, place, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("form", "syntax"), [("jsonld", "json-ld"), ("ttl", "turtle")])
def test_the_description_is_read_by_a_real_reader_and_every_file_opens(client, place, form, syntax):
    graph = rdflib.Graph().parse(data=client.get(f"/data/catalog.{form}").content, format=syntax)

    (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
    found = list(graph.objects(catalog, DCAT.dataset))
    assert len(found) == len(DATASETS) + 1  # and the standard catalogue
    for table in found:
        assert graph.value(table, DCTERMS.title)
        assert graph.value(table, DCTERMS.publisher)
        files = list(graph.objects(table, DCAT.distribution))
        assert len(files) >= len(FORMS)
        for one in files:
            where = str(graph.value(one, DCAT.downloadURL)).removeprefix("http://testserver")
            assert client.get(where).status_code == 200


def test_both_forms_make_the_same_statements(client, place):
    one = rdflib.Graph().parse(data=client.get("/data/catalog.jsonld").content, format="json-ld")
    other = rdflib.Graph().parse(data=client.get("/data/catalog.ttl").content, format="turtle")

    assert set(one) == set(other)


@pytest.mark.parametrize("form", ["jsonld", "ttl"])
def test_the_description_says_the_same_whatever_language_its_reader_chose(client, place, form):
    chinese = client.get(f"/data/catalog.{form}").content
    client.cookies["language"] = "en"

    assert client.get(f"/data/catalog.{form}").content == chinese


def test_no_name_breaks_the_description():
    odd = '县"\\\n<>\x07站'
    found = dcat.nodes(home="https://a.example/", title=odd, publisher=odd, modified="2025-05-12", datasets=[])

    for written, syntax in ((dcat.turtle(found), "turtle"), (dcat.json_ld(found), "json-ld")):
        graph = rdflib.Graph().parse(data=written, format=syntax)
        (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
        assert str(graph.value(catalog, DCTERMS.title)) == odd


def test_the_page_offers_every_table(client, place):
    page = client.get("/data/").content.decode()

    for slug in SLUGS:
        for form in FORMS:
            assert f"/data/{slug}.{form}" in page
    assert "/catalogue.xlsx" in page


def test_the_page_tells_search_engines_of_each_table_and_its_files(client, place):
    page = client.get("/data/").content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)

    found = [node for node in json.loads(data)["@graph"] if node["@type"] == "Dataset"]
    assert len(found) == len(DATASETS) + 1
    for node in found:
        assert node["name"]
        assert node["description"]
        for one in node["distribution"]:
            assert client.get(one["contentUrl"].removeprefix("http://testserver")).status_code == 200
