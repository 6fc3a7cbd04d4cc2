package io.jenkins.plugins.itgc.evidence.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JUnitReportMemoryTest {
    private static final String HEAP = "-Xmx48m";

    /** Long files of several shapes. */
    enum Shape {
        MANY_CASES(
                "<testsuite>",
                "<testcase name='a' classname='b'><failure message='c'>d</failure></testcase>",
                "</testsuite>"),
        LONG_TEXT("<testsuite><testcase><system-out>", "all &lt;well&gt;\n", "</system-out></testcase></testsuite>"),
        LONG_CDATA(
                "<testsuite><testcase><system-out><![CDATA[",
                "]] all well\n",
                "]]></system-out></testcase></testsuite>"),
        MANY_ROOTS("", "<testsuite><testcase/></testsuite><!-- and another -->\n", "");

        private final RepeatedInput input;

        Shape(String start, String again, String end) {
            input = new RepeatedInput(start, again, end, 300_000_000);
        }
    }

    /** Reads a file of the shape that is named, in a Java of its own. */
    public static void main(String[] arguments) {
        var input = Shape.valueOf(arguments[0]).input.open();
        System.out.print(JUnitReport.read("TEST-a.xml", input).totals());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Test evidence: 300 MB are streamed in under 64 MB of heap, all of Java's included")
    void streams(Shape shape) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        JUnitReportMemoryTest.class.getName(),
                        shape.name())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains(expected(shape).toString());
    }

    private static TestTotals expected(Shape shape) {
        long repeated = shape.input.times();
        return switch (shape) {
            case MANY_CASES -> new TestTotals(0, repeated, 0, 0);
            case MANY_ROOTS -> new TestTotals(repeated, 0, 0, 0);
            default -> new TestTotals(1, 0, 0, 0);
        };
    }
}
