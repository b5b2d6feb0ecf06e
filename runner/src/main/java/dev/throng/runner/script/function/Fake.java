package dev.throng.runner.script.function;

import dev.throng.runner.script.Scope;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Type;
import dev.throng.runner.script.function.Function.Parameter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import net.datafaker.Faker;

/**
 * {@code fake(what[, locale])}: data as people have it, and nobody's, drawn from the user's own seeded source.
 *
 * @param kind in a language
 */
record Fake(Kind kind, Locale locale) implements Node {
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();
    private static final ThreadLocal<Map<Locale, Source>> SOURCES = ThreadLocal.withInitial(HashMap::new);

    static {
        KINDS.put("name", faker -> faker.name().fullName());
        KINDS.put("firstName", faker -> faker.name().firstName());
        KINDS.put("lastName", faker -> faker.name().lastName());
        KINDS.put("userName", faker -> faker.credentials().username());
        KINDS.put("email", faker -> faker.internet().safeEmailAddress());
        KINDS.put("password", faker -> faker.credentials().password(12, 20, true, true, true));
        KINDS.put("phone", faker -> faker.phoneNumber().phoneNumber());
        KINDS.put("address", faker -> faker.address().fullAddress());
        KINDS.put("street", faker -> faker.address().streetAddress());
        KINDS.put("city", faker -> faker.address().city());
        KINDS.put("postcode", faker -> faker.address().zipCode());
        KINDS.put("country", faker -> faker.address().country());
        KINDS.put("company", faker -> faker.company().name());
        KINDS.put("job", faker -> faker.job().title());
        KINDS.put("product", faker -> faker.commerce().productName());
        KINDS.put("color", faker -> faker.color().name());
        KINDS.put("card", faker -> faker.finance().creditCard().replace("-", ""));
        KINDS.put("iban", Fake::iban);
        KINDS.put("bic", faker -> faker.finance().bic());
        KINDS.put("word", faker -> faker.lorem().word());
        KINDS.put("sentence", faker -> faker.lorem().sentence());
        KINDS.put("paragraph", faker -> faker.lorem().paragraph());
        KINDS.put("ipv4", faker -> faker.internet().ipV4Address());
        KINDS.put("ipv6", faker -> faker.internet().ipV6Address());
        KINDS.put("userAgent", faker -> faker.internet().userAgent());
    }

    static final Function FUNCTION = new Function(
            "fake",
            List.of(new Parameter("what", Type.TEXT), new Parameter("locale", Type.TEXT)),
            1,
            false,
            Fake::make);

    interface Kind {
        String of(Faker faker);
    }

    /** A faker of a thread, which draws from whatever source it is given for the moment. */
    private static final class Source extends Random {
        private static final long serialVersionUID = 1;

        private transient SplittableRandom from = new SplittableRandom(0);
        private final transient Faker faker;

        Source(Locale locale) {
            faker = new Faker(locale, this);
        }

        @Override
        protected int next(int bits) {
            return from == null ? 0 : from.nextInt() >>> 32 - bits;
        }

        String draw(SplittableRandom source, Kind kind) {
            from = source;
            return kind.of(faker);
        }
    }

    private static Node make(List<Node> arguments, Call call) {
        Kind kind = KINDS.get(String.valueOf(Literal.text(arguments.getFirst())));
        if (kind == null) {
            return call.refuse(
                    "fake(what) needs what is wanted written as one of " + String.join(", ", KINDS.keySet()));
        }
        String tag = arguments.size() == 2 ? Literal.text(arguments.get(1)) : "en";
        Locale locale = Locale.forLanguageTag(String.valueOf(tag));
        if (tag == null || locale.getLanguage().isEmpty()) {
            return call.refuse("fake(what, locale) needs the locale written as a text such as \"de\" or \"pt-BR\"");
        }
        Fake made = new Fake(kind, locale);
        try {
            // What it is made of is read now, and not by the first user who wants it.
            String unused = made.draw(new SplittableRandom(0));
            return made;
        } catch (RuntimeException missing) {
            return call.refuse(
                    "there is no " + Literal.text(arguments.getFirst()) + " for the locale " + locale.toLanguageTag());
        }
    }

    /** Of the language's country, where it has one with such numbers. */
    private static String iban(Faker faker) {
        Locale locale = faker.getContext().getLocale();
        String country =
                locale.getCountry().isEmpty() ? locale.getLanguage().toUpperCase(Locale.ROOT) : locale.getCountry();
        return net.datafaker.providers.base.Finance.ibanSupportedCountries().contains(country)
                ? faker.finance().iban(country)
                : faker.finance().iban();
    }

    @Override
    public Type type() {
        return Type.TEXT;
    }

    @Override
    public Object value(Scope scope) {
        return draw(scope.random());
    }

    private String draw(SplittableRandom source) {
        return SOURCES.get().computeIfAbsent(locale, Source::new).draw(source, kind);
    }
}
