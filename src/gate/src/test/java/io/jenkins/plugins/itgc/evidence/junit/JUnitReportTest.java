package io.jenkins.plugins.itgc.evidence.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JUnitReportTest {
    @Test
    @DisplayName("Test evidence: cases are counted one by one, in nested suites, whatever the suites count")
    void countsCases() {
        assertThat(totals("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites tests="1">
                  <testsuite name="outer" tests="0" failures="x" time="-1e999,0">
                    <properties><property name="a" value="b"/></properties>
                    <testsuite name="inner">
                      <testcase name="a" time="fast"/>
                      <testcase name="b"><failure message="no">at x</failure></testcase>
                    </testsuite>
                    <testcase name="c"><error/><system-out><![CDATA[<failure/>]]></system-out></testcase>
                    <testcase name="d"><skipped/></testcase>
                  </testsuite>
                  <testcase name="e"/>
                </testsuites>
                """)).isEqualTo(new TestTotals(2, 1, 1, 1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "<failure/><error/><skipped/>, 0, 0, 1, 0",
                "<skipped/><failure/>, 0, 1, 0, 0",
                "<failure/><failure/>, 0, 1, 0, 0",
                "<flakyFailure/>, 1, 0, 0, 0",
                "<flakyError/>, 1, 0, 0, 0",
                "<failure/><rerunFailure/>, 0, 1, 0, 0",
                "<rerunError/>, 0, 0, 1, 0",
                "<x><failure/></x>, 0, 1, 0, 0",
            })
    @DisplayName("Test evidence: a case counts once, as the worst of what it says")
    void countsWorst(String inside, long passed, long failed, long errors, long skipped) {
        assertThat(totals("<testsuite><testcase>" + inside + "</testcase></testsuite>"))
                .isEqualTo(new TestTotals(passed, failed, errors, skipped));
    }

    @ParameterizedTest
    @CsvSource({
        "status='notrun' result='suppressed', 0, 0, 0, 1",
        "status='disabled', 0, 0, 0, 1",
        "status='run' result='completed', 1, 0, 0, 0",
        "status='FAILED', 0, 1, 0, 0",
        "result='error', 0, 0, 1, 0",
    })
    @DisplayName("Test evidence: a case that did not run, or failed, by its attribute alone did not pass")
    void readsAttributes(String attributes, long passed, long failed, long errors, long skipped) {
        assertThat(totals("<testsuite><testcase " + attributes + "/></testsuite>"))
                .isEqualTo(new TestTotals(passed, failed, errors, skipped));
    }

    @Test
    @DisplayName("Test evidence: a suite that claims more failures than its cases show has failed")
    void believesBadNews() {
        assertThat(totals("<testsuite failures='2' errors='1'><testcase><failure/></testcase><testcase/></testsuite>"))
                .isEqualTo(new TestTotals(1, 2, 1, 0));
        assertThat(totals("<testsuites failures='1'><testsuite failures='1'><testcase/></testsuite></testsuites>"))
                .isEqualTo(new TestTotals(1, 1, 0, 0));
        assertThat(totals("<testsuite errors='99999999999999999999'/>").errors())
                .isEqualTo(1_000_000_000);
        assertThat(totals("<testsuite><error>in setup</error><system-err/><testcase/></testsuite>"))
                .isEqualTo(new TestTotals(1, 0, 1, 0));
    }

    @Test
    @DisplayName("Test evidence: several roots in one file are added up")
    void addsDocuments() {
        var one = "<?xml version='1.0'?>\n<testsuite><testcase/></testsuite>\n";
        assertThat(totals(one + one)).isEqualTo(new TestTotals(2, 0, 0, 0));
        assertThat(totals("<testsuite><testcase/></testsuite><testsuites><testcase><error/></testcase></testsuites>"))
                .isEqualTo(new TestTotals(1, 0, 1, 0));
        assertThat(why(one + "<html/>")).contains("its root is <html>");
        assertThat(why(one + "<testsuite>")).startsWith("line 3");
        assertThat(why(one + "and so on")).startsWith("line 3");
    }

    @Test
    @DisplayName("a suite in a namespace is a suite, and the digest is that of the bytes")
    void hasDigest() {
        var file = read("<j:testsuite xmlns:j='urn:j'><j:testcase/></j:testsuite>".getBytes(StandardCharsets.UTF_8));
        assertThat(file.totals().get()).isEqualTo(new TestTotals(1, 0, 0, 0));
        assertThat(file.sha256()).isEqualTo("06a1dfe5f821d21f96c25db2d791bfbe6b7ebc437d2c70bc307ee48cf0e5ad45");
        assertThat(file.name()).isEqualTo("TEST-a.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"})
    @DisplayName("the encoding that a file declares is used")
    void readsEncodings(String encoding) {
        var text = "<?xml version='1.0' encoding='" + encoding + "'?><testsuite><testcase name='ü'/></testsuite>";
        assertThat(read(text.getBytes(Charset.forName(encoding))).totals().get().passed())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "<?xml version='1.0'?>",
                "no xml",
                "{\"tests\": 1}",
                "<html><body>404</body></html>",
                "<testcase/>",
                "<testsuite>",
                "<testsuite><testcase></testsuite>",
                "<testsuite><testcase name=a/></testsuite>",
                "<testsuite><testcase name='a' name='b'/></testsuite>",
                "<testsuite>\u0001</testsuite>",
                "<j:testsuite/>",
                "<testsuite><testcase/>&nbsp;</testsuite>",
                "<?xml version='1.0' encoding='no-such'?><testsuite/>",
                "<?xml version='1.0' encoding='../x'?><testsuite/>",
                "<?xml version='9.0'?><testsuite/>",
            })
    @DisplayName("Test evidence: a file that cannot be read is not evidence")
    void refusesOtherFiles(String text) {
        assertThat(why(text)).isNotBlank();
    }

    @Test
    @DisplayName("Test evidence: bytes of another encoding than declared are not evidence")
    void refusesWrongEncoding() {
        var latin = "<testsuite><testcase name='ü'/></testsuite>".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(latin).totals().why().code()).isEqualTo(ReasonCode.TEST_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html/>",
                "<!DOCTYPE testsuite SYSTEM 'file:///etc/passwd'><testsuite/>",
                "<!DOCTYPE t [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><testsuite>&x;</testsuite>",
                "<!DOCTYPE t [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'> %x;]><testsuite/>",
                "<!DOCTYPE t [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><testsuite>&b;</testsuite>",
            })
    @DisplayName("Test evidence: document types and entities are refused, never resolved")
    void refusesEntities(String text) {
        assertThat(why(text)).contains("document type (DOCTYPE), which is refused");
        assertThat(why("<testsuite>&x;</testsuite>")).contains("entity, which is refused");
    }

    @Test
    @DisplayName("the five entities of XML itself, and numbers of characters, are text")
    void readsPlainEntities() {
        assertThat(totals("<testsuite><testcase name='&lt;&#65;'/>&amp;&gt;</testsuite>")
                        .passed())
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}…")
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "<testsuite>, <testsuite>",
                "<testsuite><a , a",
                "<testsuite a=', a",
                "<testsuite><!--, a",
                "<testsuite><?, a",
                "<testsuite>&, a",
                "<testsuite , xmlns:a='b' ",
                "<!DOCTYPE a [, <!ENTITY a 'b'>",
                "<testsuite><testcase/>, x\u0000",
            })
    @DisplayName("no bomb takes long, or much memory")
    void endsBombs(String start, String endless) {
        var file = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> JUnitReport.read("TEST-a.xml", new RepeatedInput(start, endless, "", 300_000_000).open()));
        assertThat(file.totals().why().code()).isEqualTo(ReasonCode.TEST_UNREADABLE);
    }

    @Test
    @DisplayName("names without end are refused")
    void refusesNames() {
        var names = new StringBuilder("<testsuite>");
        for (int i = 0; i < 3_000; i++) {
            names.append("<n").append(i).append("/>");
        }
        assertThat(why(names + "</testsuite>")).contains("too many names");
        assertThat(why("<testsuite><" + "n".repeat(2_000) + "/></testsuite>")).contains("too long");
    }

    @Test
    @DisplayName("a stream that breaks is not evidence")
    void refusesBrokenStream() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };
        assertThat(JUnitReport.read("TEST-a.xml", broken).totals().why().detail())
                .contains("disk on fire");
    }

    static TestFile read(byte[] bytes) {
        return JUnitReport.read("TEST-a.xml", new ByteArrayInputStream(bytes));
    }

    private static TestTotals totals(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8)).totals().get();
    }

    private static String why(String text) {
        var file = read(text.getBytes(StandardCharsets.UTF_8));
        assertThat(file.sha256()).isEmpty();
        assertThat(file.totals().why().code()).isEqualTo(ReasonCode.TEST_UNREADABLE);
        return file.totals().why().detail();
    }
}
