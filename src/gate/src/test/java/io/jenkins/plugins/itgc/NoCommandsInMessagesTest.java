package io.jenkins.plugins.itgc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the engine says is shown on pages of Jenkins as well, where nobody types commands. */
class NoCommandsInMessagesTest {
    private static final Pattern COMMAND = Pattern.compile("\"[^\"]*itgc-gate [a-z][^\"]*\"|\"[^\"]* --[a-z][^\"]*\"");

    /** Tells the reader of a worksheet how the draw is performed again. */
    private static final String DOCUMENT = "SummaryText.java";

    @Test
    void theEngineSaysWhatIsToBeDoneAndNamesNoCommand() throws Exception {
        List<String> named = new ArrayList<>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith(DOCUMENT))
                    .toList()) {
                COMMAND.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> named.add(file.getFileName() + ": " + found.group()));
            }
        }

        assertThat(named).isEmpty();
    }
}
