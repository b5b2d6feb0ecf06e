package dev.throng.runner.grpc.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Definitions that lie among the sources of a scenario, and where something is wrong with them. */
class ProtoTextsTest {
    private static final String ITEMS = """
            syntax = "proto3";
            package shop.v1;
            import "common/money.proto";
            import "google/protobuf/timestamp.proto";
            service Items {
              rpc Get(Wanted) returns (Item);
            }
            message Wanted { int32 id = 1; }
            message Item {
              string name = 1;
              common.Money price = 2;
              google.protobuf.Timestamp made = 3;
            }
            """;

    private static final String MONEY = """
            syntax = "proto3";
            package common;
            message Money { int64 cents = 1; }
            """;

    @Test
    void filesImportEachOtherByTheirNames() throws DefinitionException {
        ProtoTexts.Outcome read = ProtoTexts.read(Map.of("items.proto", ITEMS, "common/money.proto", MONEY));

        assertThat(read).isInstanceOf(ProtoTexts.Read.class);
        Definitions all = ((ProtoTexts.Read) read).definitions();
        assertThat(all.services()).containsExactly("shop.v1.Items");
        assertThat(Definitions.fields(all.method("shop.v1.Items/Get").getOutputType()))
                .containsExactly("name", "price", "made");
        assertThat(ProtoTexts.read(Map.of("api/items.proto", ITEMS, "api/common/money.proto", MONEY)))
                .isInstanceOf(ProtoTexts.Read.class);
    }

    @Test
    void whatIsWrongIsSaidWhereItStands() {
        assertThat(wrong(ITEMS.replace("int32 id = 1", "int32 id 1"))).startsWith("items.proto:8:28: Syntax error: ");
        assertThat(wrong(ITEMS.replace("(Wanted)", "(Wantd)"))).isEqualTo("items.proto:6:7: \"Wantd\" is not defined.");
        assertThat(wrong(ITEMS.replace("common.Money price", "common.Mony price")))
                .startsWith("items.proto:11:15: \"common.Mony\" ");
        assertThat(wrong(ITEMS.replace("price = 2", "price = 1"))).startsWith("items.proto:11:16: Field number 1 ");
        assertThat(wrong(ITEMS.replace("money.proto", "mony.proto")))
                .isEqualTo("items.proto:3:9: items.proto imports common/mony.proto, which is not among the sources");
    }

    private static String wrong(String items) {
        ProtoTexts.Outcome read = ProtoTexts.read(Map.of("items.proto", items, "common/money.proto", MONEY));
        assertThat(read).isInstanceOf(ProtoTexts.Refused.class);
        ProtoTexts.Mistake mistake = ((ProtoTexts.Refused) read).mistake();
        return mistake.file() + ":" + mistake.line() + ":" + mistake.column() + ": " + mistake.message();
    }
}
