package dev.throng.runner.script.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SelectorTest {
    private static final String PAGE = """
            <!doctype html><title>Shop</title>
            <body><h1 class=title>All   <b>things</b></h1>
            <ul><li data-id=1>one<li data-id=2>two<li>three</ul>
            <a class="next" href="/items?page=2&amp;x=1">more</a>
            """;

    private static final String FEED = """
            <?xml version="1.0"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:s="urn:shop">
              <entry id="7"><title> A &amp; B </title><s:price>12</s:price></entry>
              <entry id="8"><title>C</title><s:price>3.5</s:price></entry>
            </feed>
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            h1.title        |         | [All things]
            li              |         | [one, two, three]
            li              | data-id | [1, 2]
            a.next          | href    | [/items?page=2&x=1]
            li:nth-child(2) |         | [two]
            title           |         | [Shop]
            .nothing        |         | []
            """)
    void cssFindsTextsAndAttributes(String css, String attribute, String found) {
        assertThat(Selector.css(css, attribute).all(Markup.of(PAGE, "text/html; charset=utf-8")))
                .hasToString(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            //li/@data-id                | [1, 2]
            //h1                         | [All   things]
            count(//li)                  | [3]
            string(//a/@href)            | [/items?page=2&x=1]
            //li[. = 'two']/@data-id     | [2]
            boolean(//h2)                | [false]
            count(//li) div 2            | [1.5]
            //nothing                    | []
            """)
    void xpathFindsNodesAndValuesInHtml(String path, String found) {
        assertThat(Selector.xpath(path).all(Markup.of(PAGE, null))).hasToString(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            //entry/@id                            | [7, 8]
            //entry[@id = 7]/title                 | [A & B]
            sum(//*[name() = 's:price'])           | [15.5]
            /feed/entry[last()]/title/text()       | [C]
            """)
    void xpathFindsNodesAndValuesInXml(String path, String found) {
        assertThat(Selector.xpath(path).all(Markup.of(FEED, "application/atom+xml")))
                .hasToString(found);
        assertThat(Selector.xpath(path).all(Markup.of(FEED, null))).hasToString(found);
    }

    @Test
    void cssFindsElementsOfXml() {
        assertThat(Selector.css("entry[id=8] > title", null).all(Markup.of(FEED, "text/xml")))
                .containsExactly("C");
    }

    @Test
    void saysWhereXmlIsNotWellFormed() {
        Markup broken = Markup.of("<a>\n<b></a>", "application/xml");
        assertThat(Selector.xpath("//b").all(broken)).isEmpty();
        assertThat(broken.flaw()).isEqualTo("no well-formed XML, line 2");
    }

    @Test
    void fetchesNothingThatAResponseNames(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        String evil = "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><a>x&e;</a>";
        assertThat(Selector.xpath("//a").all(Markup.of(evil, "text/xml"))).containsExactly("x");
        assertThat(Selector.css("a", null).all(Markup.of(evil, "text/xml"))).noneMatch(text -> text.contains("secret"));
    }

    @Test
    void doesNotGrowWithoutBounds() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY e")
                    .append(i)
                    .append(" \"&e")
                    .append(i - 1)
                    .append(";&e")
                    .append(i - 1)
                    .append(";\">");
        }
        Markup markup = Markup.of(bomb + "]><a>&e39;</a>", "text/xml");
        assertThat(Selector.xpath("//a").all(markup)).isEmpty();
        assertThat(markup.flaw()).startsWith("no well-formed XML");
    }

    @Test
    void doesNotMindHowDeepATextIs() {
        String deep = "<a>".repeat(100_000);
        assertThat(Selector.css("a", null).all(Markup.of(deep, "text/html"))).hasSize(100_000);
        assertThat(Selector.xpath("count(//a)").all(Markup.of(deep, "text/html")))
                .containsExactly("100000");
        Markup xml = Markup.of(deep + "</a>".repeat(100_000), "text/xml");
        assertThat(Selector.xpath("//a").all(xml)).isEmpty();
        assertThat(xml.flaw()).startsWith("no well-formed XML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[", "a::nothing(", ">>"})
    void refusesWhatIsNoSelector(String css) {
        assertThatThrownBy(() -> Selector.css(css, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//a[", "a b", "nothing(3)", "s:price"})
    void refusesWhatIsNoXPath(String path) {
        assertThatThrownBy(() -> Selector.xpath(path).all(Markup.of("<a/>", "text/xml")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotEqualTo("null");
    }
}
