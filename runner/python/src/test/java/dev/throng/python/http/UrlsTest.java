package dev.throng.python.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as requests 2.32 over urllib3 2.5 writes them. */
class UrlsTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', delimiter = ' ', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    /p[a]?q=[b] /p%5Ba%5D?q=%5Bb%5D
                    /a%20b%zz?x=%5b%5B%zz /a%2520b%25zz?x=%255B%255B%25zz
                    /a|b?c|d /a%7Cb?c%7Cd
                    /<>"^`{}\\?<>"^`{}\\ /%3C%3E%22%5E%60%7B%7D%5C?%3C%3E%22%5E%60%7B%7D%5C
                    /é?ü=ñ /%C3%A9?%C3%BC=%C3%B1
                    /a//b/../c/./d?x=/../ /a//c/d?x=/../
                    /a/.. /
                    /.hidden/..x?./.. /.hidden/..x?./..
                    /a;b=1,2?x;y /a;b=1,2?x;y
                    /a?b?c=d#frag[1] /a?b?c=d
                    ?x=[1] /?x=%5B1%5D
                    /a~!$&'()*+,;=:@b?~!$&'()*+,;=:@ /a~!$&'()*+,;=:@b?~!$&'()*+,;=:@
                    /%7Euser/%41%2f?%7e%61 /~user/A%2F?~a
                    /:80[/x /:80%5B/x
                    """)
    void encodesWhatRequestsDoes(String written, String sent) {
        assertThat(Urls.path("http://127.0.0.1:80" + written)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "http://[::1]:80/a[, http://[::1]:80/a%5B",
        "http://h/a b, http://h/a%20b",
        "'http://h/a?x=1 ', http://h/a?x=1%20"
    })
    void leavesTheHostAlone(String written, String sent) {
        assertThat(Urls.normal(written)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"http://h/a[1]?%7E, http://h/a[1]?%7E", "http://h/a b/../c, http://h/a%20b/../c"})
    void leavesNearlyEverythingToTheFastUser(String written, String sent) {
        assertThat(Urls.quoted(written)).isEqualTo(sent);
    }
}
