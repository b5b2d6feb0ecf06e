package dev.throng.runner.http.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.runner.http.response.ParserPool;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.script.ByteSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What was given back to a pool in the mode that the tests run in. */
class PoisonTest {
    private final SinkPool pool = new SinkPool(true);

    @Test
    @EnabledIfSystemProperty(named = "surefire.real.class.path", matches = ".+")
    void theTestsRunInThisMode() {
        assertThat(Poison.ON).isTrue();
    }

    @Test
    void aSinkIsUnusableOnceItIsGivenBack() {
        ByteSink sink = given();

        assertThatThrownBy(() -> sink.append((byte) 1)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> sink.append("text")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> sink.truncate(0)).isInstanceOf(NullPointerException.class);
        assertThat(pool.take()).isNotSameAs(sink);
    }

    @Test
    void givingBackTwiceFails() {
        ByteSink sink = given();

        assertThatThrownBy(() -> pool.give(sink)).isInstanceOf(Poison.Touched.class);
    }

    @Test
    void aViewThatOutlivesItsSinkShowsNothingOfIt() {
        ByteSink sink = pool.take();
        sink.append("secret");
        byte[] view = sink.array();
        pool.give(sink);

        assertThat(view).doesNotContain((byte) 's', (byte) 'e', (byte) 'c');
        pool.check();
    }

    @Test
    void aLateWriteIsFound() {
        ByteSink sink = pool.take();
        byte[] view = sink.array();
        pool.give(sink);
        view[3] = 'x';

        assertThatThrownBy(pool::check).isInstanceOf(Poison.Touched.class);
    }

    @Test
    void aParserIsUnusableOnceItIsGivenBack() {
        ParserPool parsers = new ParserPool(pool, true);
        ResponseParser parser = parsers.take();
        parser.begin(false, true, 1000);
        parsers.give(parser);

        assertThatThrownBy(() -> parser.parse(new byte[1], 0, 1)).isInstanceOf(Poison.Touched.class);
        assertThatThrownBy(parser::state).isInstanceOf(Poison.Touched.class);
        assertThatThrownBy(() -> parsers.give(parser)).isInstanceOf(Poison.Touched.class);
        assertThat(parsers.take()).isNotSameAs(parser);
    }

    private ByteSink given() {
        ByteSink sink = pool.take();
        sink.append("something");
        pool.give(sink);
        return sink;
    }
}
