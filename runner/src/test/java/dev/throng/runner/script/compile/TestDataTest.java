package dev.throng.runner.script.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions for test data: digests and signatures, dates, and what people have. */
class TestDataTest {
    private final Language language = new Language();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sha256('abc')                                   | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
            sha1('abc')                                     | a9993e364706816aba3e25717850c26c9cd0d89d
            md5('abc', 'base64')                            | kAFQmDzST7DWlj99KOF/cg==
            sha512('').size()                               | 128
            hmac.sha256('key', 'The quick brown fox jumps over the lazy dog') | f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8
            hmac.sha1('', '')                               | fbdb1d1b18aa6c08324b7d64b71fb76370690e1d
            base64url('a?>')                                | YT8-
            base64Decode('YT8-') + base64Decode('YT8+')     | a?>a?>
            base64Decode('*')                               | null
            hex('söh')                                      | 73c3b668
            base64Decode(gzip('x')).size() > 0              | true
            date.format(0, 'yyyy-MM-dd HH:mm')              | 1970-01-01 00:00
            date.format(0, 'HH:mm VV', 'Asia/Tokyo')        | 09:00 Asia/Tokyo
            date.format(date.add(date.parse('2024-01-31', 'yyyy-MM-dd'), 1, 'months'), 'EEE d MMM') | Thu 29 Feb
            date.add(1000, -1, 'seconds')                   | 0
            date.add(0, 9223372036854775807, 'years')       | null
            date.parse('2026-03-29 12:00', 'yyyy-MM-dd HH:mm', 'Europe/Berlin') | 1774778400000
            date.parse('29/3', 'yyyy-MM-dd')                | null
            jwt('HS256', 'k', item).size() > 50             | true
            jwt('HS256', 'k', name)                         | null
            """)
    void gives(String expression, String text) {
        Object value = language.value(expression);
        assertThat(value instanceof BigInteger ? value.toString() : String.valueOf(value))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sha256('a', 'octal')           | the encoding is "hex", "base64" or "base64url"
            jwt('none', 'k', item)         | jwt(algorithm, key, claims) needs the algorithm written as one of HS256
            jwt('RS256', 'secret', item)   | RS256 needs a private key of RSA in PEM
            date.add(0, 1, 'fortnights')   | date.add(millis, amount, unit) needs the unit written as one of days, hours
            date.format(0, 'yyyy-bb')      | not a date's pattern and zone: Unknown pattern letter: b
            date.format(0, 'yyyy', 'Mars') | not a date's pattern and zone:
            fake('nmae')                   | fake(what) needs what is wanted written as one of name, firstName
            fake('phone', 'eo')            | there is no phone for the locale eo
            fake('phone', 'en-XX')         | there is no phone for the locale en-XX
            fake('name', '?')              | fake(what, locale) needs the locale written as a text
            """)
    void refusesWithAReason(String expression, String problem) {
        assertThat(language.problem("${" + expression + "}")).contains(problem);
    }

    @Test
    void cardsAndAccountsHaveTheirCheckDigits() {
        for (int i = 0; i < 100; i++) {
            String card = String.valueOf(language.value("fake('card')"));
            assertThat(card).containsOnlyDigits();
            assertThat(luhn(card)).as(card).isZero();
            String iban = String.valueOf(language.value("fake('iban', 'de')"));
            assertThat(iban).startsWith("DE").hasSize(22);
            String turned = (iban.substring(4) + iban.substring(0, 4))
                    .replace("D", "13")
                    .replace("E", "14");
            assertThat(new BigInteger(turned).mod(BigInteger.valueOf(97))).isOne();
        }
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = i % 2 == 0 ? digit : 2 * digit;
            sum += twice / 10 + twice % 10;
        }
        return sum % 10;
    }

    @Test
    void addressesReachNobody() {
        Stream.generate(() -> String.valueOf(language.value("fake('email')")))
                .limit(50)
                .forEach(email -> assertThat(email).matches("[^@ ]+@example\\.(com|net|org)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email", "phone", "address", "company", "card", "iban", "sentence", "userAgent"})
    void aSeedGivesTheSameInTheSameOrder(String what) {
        Language same = new Language();
        for (int i = 0; i < 5; i++) {
            assertThat(language.value("fake('" + what + "', 'fr')"))
                    .isEqualTo(same.value("fake('" + what + "', 'fr')"));
        }
    }
}
