package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code docs/cli.md} says is what the command does. */
class DocumentationTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
    private static final Set<String> OF_OTHERS = Set.of("--raw-output", "--arg");

    private final CommandLine command = new Shell().command();

    @Test
    void everyOptionIsToldInItsCommandsSection() throws Exception {
        String documentation = read("docs/cli.md");
        for (CommandLine sub : leaves(command)) {
            String name = sub.getCommandSpec().qualifiedName().substring("itgc-gate ".length());
            assertThat(documentation).contains("\n## " + name + "\n");
            String section = section(documentation, name);
            Set<String> told = options(section);
            Set<String> there = sub.getCommandSpec().options().stream()
                    .map(option -> option.longestName())
                    .filter(option -> !Set.of("--help", "--version").contains(option))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(told).as(name).containsAll(there);
        }
    }

    @Test
    void everyOptionThatIsToldExists() throws Exception {
        Set<String> there = new TreeSet<>(Set.of("--help", "--version"));
        leaves(command)
                .forEach(sub -> sub.getCommandSpec().options().forEach(option -> there.add(option.longestName())));
        there.addAll(OF_OTHERS);

        assertThat(there).containsAll(options(read("docs/cli.md")));
    }

    @Test
    void everyCommandHasAnExampleInItsHelp() {
        for (CommandLine sub : leaves(command)) {
            if (!sub.getCommandName().equals("generate-completion")) {
                assertThat(sub.getUsageMessage()).contains("Example:").contains("itgc-gate " + path(sub));
            }
        }
    }

    private static String path(CommandLine sub) {
        return sub.getCommandSpec().qualifiedName().substring("itgc-gate ".length());
    }

    /** The commands that do something; one that does may have others below it. */
    private static Set<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().values().stream()
                .flatMap(sub -> Stream.concat(
                        sub.getCommand() instanceof Callable
                                        || sub.getSubcommands().isEmpty()
                                ? Stream.of(sub)
                                : Stream.empty(),
                        sub.getSubcommands().values().stream()))
                .collect(Collectors.toSet());
    }

    private static String section(String documentation, String name) {
        int start = documentation.indexOf("\n## " + name + "\n");
        int end = documentation.indexOf("\n## ", start + 1);
        return documentation.substring(start, end < 0 ? documentation.length() : end);
    }

    private static Set<String> options(String text) {
        return OPTION.matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String name) throws Exception {
        return Files.readString(Path.of("../..").resolve(name));
    }
}
