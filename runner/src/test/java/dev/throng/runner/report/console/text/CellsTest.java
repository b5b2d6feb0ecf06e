package dev.throng.runner.report.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {
    @Test
    void wideCharactersTakeTwoCellsAndMarksNone() {
        assertThat(Cells.width("abc")).isEqualTo(3);
        assertThat(Cells.width("商品一覧")).isEqualTo(8);
        assertThat(Cells.width("🦗")).isEqualTo(2);
        assertThat(Cells.width("e\u0301")).isEqualTo(1);
        assertThat(Cells.width("\u001b[1;31mred\u001b[0m")).isEqualTo(3);
    }

    @Test
    void longNamesKeepBothEnds() {
        assertThat(Cells.cut("/api/v1/customers/{id}/orders/{order}", 20, "…")).isEqualTo("/api/v1/cust…{order}");
        assertThat(Cells.cut("/short", 20, "…")).isEqualTo("/short");
        assertThat(Cells.width(Cells.cut("商品一覧商品一覧商品一覧", 11, "…"))).isLessThanOrEqualTo(11);
        assertThat(Cells.cutEnd("a long message", 8, "…")).isEqualTo("a long …");
    }

    @Test
    void textFromOutsideCannotSteerTheTerminal() {
        assertThat(Cells.clean("a\u001b[2Jb\r\nc\u0007")).isEqualTo("a·[2Jb··c·");
        assertThat(Cells.clean("right\u202eleft")).isEqualTo("right·left");
    }

    @Test
    void paddingCountsCells() {
        assertThat(Cells.left("商", 4)).isEqualTo("商  ");
        assertThat(Cells.right("商", 4)).isEqualTo("  商");
    }
}
