package dev.throng.runner.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The items as pages for people: a list, a page of each with a form that has a hidden token, and a feed of XML. Thread-safe. */
final class WebShop {
    private static final String HTML = "text/html; charset=utf-8";
    private static final Pattern ITEM = Pattern.compile("/shop/items/([0-9]{1,9})");
    private static final int ON_A_PAGE = 20;

    private final Collection items;

    WebShop(Collection items) {
        this.items = items;
    }

    /** Empty when it is no page of the shop. */
    Optional<Answer> answer(Call call) {
        Matcher item = ITEM.matcher(call.path());
        if (item.matches() && call.method().equals("GET")) {
            return Optional.of(item(Long.parseLong(item.group(1))));
        }
        return switch (call.method() + ' ' + call.path()) {
            case "GET /shop" -> Optional.of(list(call.number("page", 1, 1, 1_000_000)));
            case "GET /shop/feed.xml" -> Optional.of(feed());
            case "POST /shop/cart" -> Optional.of(cart(call));
            default -> Optional.empty();
        };
    }

    private Answer list(int page) {
        StringBuilder rows = new StringBuilder();
        List<ObjectNode> shown = items.page(page, ON_A_PAGE);
        for (ObjectNode item : shown) {
            rows.append("<li><a href=\"/shop/items/%s\">%s</a> <span class=\"price\">%s</span></li>\n"
                    .formatted(item.path("id").asText(), text(item, "name"), text(item, "price")));
        }
        return page(
                200,
                "Items",
                "<ul class=\"items\">\n" + rows + "</ul>\n<a rel=\"next\" href=\"/shop?page=" + (page + 1)
                        + "\">More</a>");
    }

    private Answer item(long id) {
        Optional<ObjectNode> found = items.get(id);
        if (found.isEmpty()) {
            return page(404, "Not found", "<p class=\"error\">There is no such item.</p>");
        }
        return page(200, text(found.get(), "name"), """
                <p class="description">%s</p>
                <form method="post" action="/shop/cart">
                <input type="hidden" name="token" value="%s">
                <input type="hidden" name="item" value="%d">
                <input type="number" name="count" value="1">
                <button>Buy</button>
                </form>""".formatted(text(found.get(), "description"), token(id), id));
    }

    /** Takes the form of an item's page. */
    private Answer cart(Call call) {
        Map<String, List<String>> form = new QueryStringDecoder(call.body(), false).parameters();
        String item = form.getOrDefault("item", List.of("0")).getFirst();
        String count = form.getOrDefault("count", List.of("1")).getFirst();
        long id = item.matches("[0-9]{1,9}") ? Long.parseLong(item) : 0;
        if (!form.getOrDefault("token", List.of("")).getFirst().equals(token(id))) {
            return page(403, "Refused", "<p class=\"error\">The form's token is missing or wrong.</p>");
        }
        return items.get(id)
                .map(found -> page(
                        200, "Cart", "<p class=\"notice\">%s of %s</p>".formatted(escaped(count), text(found, "name"))))
                .orElseGet(() -> page(404, "Not found", "<p class=\"error\">There is no such item.</p>"));
    }

    private Answer feed() {
        StringBuilder entries = new StringBuilder();
        for (ObjectNode item : items.page(1, ON_A_PAGE)) {
            entries.append("<entry id=\"%s\"><title>%s</title></entry>\n"
                    .formatted(item.path("id").asText(), text(item, "name")));
        }
        return new Answer(200, "application/atom+xml", """
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom"><title>Items</title>
                """ + entries + "</feed>\n");
    }

    /** Hard to guess from another item's, and the same in every process. */
    private static String token(long id) {
        return Long.toHexString((id + 1) * 0x9E3779B97F4A7C15L);
    }

    private static Answer page(int status, String title, String body) {
        return new Answer(status, HTML, """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>%1$s</title></head>
                <body><h1>%1$s</h1>
                %2$s
                </body></html>
                """.formatted(title, body));
    }

    private static String text(ObjectNode item, String field) {
        return escaped(item.path(field).asText());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
