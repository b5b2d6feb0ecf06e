import static us.abstracta.jmeter.javadsl.JmeterDsl.httpSampler;
import static us.abstracta.jmeter.javadsl.JmeterDsl.testPlan;
import static us.abstracta.jmeter.javadsl.JmeterDsl.threadGroup;

import java.time.Duration;

/** One GET as fast as it goes, by JMeter's engine; driven by engine.py. Arguments: URL THREADS SECONDS. */
public final class JMeterPeer {
    public static void main(String[] arguments) throws Exception {
        var group = threadGroup(
                Integer.parseInt(arguments[1]),
                Duration.ofSeconds(Long.parseLong(arguments[2])),
                httpSampler(arguments[0]));
        var all = testPlan(group).run().overall();
        System.out.printf(
                "samples %d p50 %d ms p99 %d ms%n",
                all.samplesCount(),
                all.sampleTime().median().toMillis(),
                all.sampleTime().perc99().toMillis());
        System.exit(0);
    }
}
