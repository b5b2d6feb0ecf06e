package dev.throng.runner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.api.client.RpcStatus;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.verdict.End;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
    @Test
    void whatIsReadAndWrittenAgainIsTheSame() throws IOException {
        Result before = SampleRun.usual().run().result();
        Result result = SampleRun.usual().slower(2).run().result(End.COMPLETE, Optional.of(before));
        String json = write(result);
        Result read = read(json);
        assertThat(write(read)).isEqualTo(json);
        assertThat(read.names()).isEqualTo(result.names());
        assertThat(read.verdict()).isEqualTo(result.verdict());
        assertThat(read.comparison()).isEqualTo(result.comparison());
        assertThat(read.total().response().histogram())
                .isEqualTo(result.total().response().histogram());
    }

    @Test
    void aRunOfNothingSurvivesToo() throws IOException {
        String json = write(new SampleRun(0, List.of()).result());
        assertThat(json).doesNotContain("NaN").contains("\"mean\":null");
        Result read = read(json);
        assertThat(read.total().response().mean()).isNaN();
        assertThat(write(read)).isEqualTo(json);
    }

    @Test
    void theOrderOfTheFieldsIsThatOfTheRecord() throws IOException {
        String json = write(SampleRun.usual().run().result());
        assertThat(json)
                .startsWith(
                        "{\"formatVersion\":1,\"throngVersion\":\"0.1.0\",\"name\":\"items-api\",\"runId\":\"run-1\",");
        assertThat(json).contains("\"percentiles\":{\"50\":");
        assertThat(json).contains("\"startedAt\":\"2026-03-01T12:00:00Z\"");
    }

    @Test
    void statusesOfGrpcAreNames() throws IOException {
        StatusCount missing = new StatusCount(RpcStatus.NOT_FOUND.number(), 3, 1);
        String json = ResultJson.MAPPER.writeValueAsString(List.of(missing, new StatusCount(404, 2, 2)));
        assertThat(json)
                .isEqualTo("[{\"status\":\"NOT_FOUND\",\"requests\":3,\"failures\":1},"
                        + "{\"status\":404,\"requests\":2,\"failures\":2}]");
        assertThat(ResultJson.MAPPER.readValue(json, StatusCount[].class)[0]).isEqualTo(missing);
        assertThat(ResultJson.MAPPER.readValue("{\"status\":1005,\"requests\":3,\"failures\":1}", StatusCount.class))
                .as("what earlier versions wrote")
                .isEqualTo(missing);
    }

    @Test
    void whatIsNoResultIsRefusedWithTheReason() {
        assertRefused("{", "this is not JSON");
        assertRefused("{\"hello\": 1}", "not a result written by throng");
        assertRefused("{\"formatVersion\": 99}", "format 99");
        assertRefused("{\"formatVersion\": 1, \"names\": 3}", "damaged");
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class).hasMessageContaining(message);
    }

    private static String write(Result result) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultJson.write(result, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Result read(String json) throws IOException {
        return ResultJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
