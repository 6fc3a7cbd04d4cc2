package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Util;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** The rule for paths of what must be out of the reach of builds: the ledger and the policy. */
final class ControllerPath {
    /** What builds write to, what they archive and what anybody may download. */
    private static final List<String> REACHED_BY_BUILDS = List.of("jobs", "workspace", "userContent", "war");

    private ControllerPath() {}

    /**
     * Reads a path on the controller.
     *
     * @throws InvalidSetting where it is not absolute, or lies where builds or visitors reach it
     */
    static Path parse(@Nullable String text) {
        Path path;
        try {
            path = Path.of(Util.fixNull(text).strip());
        } catch (InvalidPathException e) {
            throw new InvalidSetting(Messages.ControllerPath_malformed());
        }
        if (!path.isAbsolute()) {
            throw new InvalidSetting(Messages.ControllerPath_relative());
        }
        Path real = real(path);
        reached().map(ControllerPath::real).filter(real::startsWith).findFirst().ifPresent(directory -> {
            throw new InvalidSetting(Messages.ControllerPath_reached(directory));
        });
        return path;
    }

    /** The nearest directory of a path that is there. */
    static Path existing(Path path) {
        Path at = path.toAbsolutePath().normalize();
        Path parent = at.getParent();
        while (parent != null && !Files.exists(at)) {
            at = parent;
            parent = at.getParent();
        }
        return at;
    }

    private static Stream<Path> reached() {
        Jenkins jenkins = Jenkins.get();
        Path home = jenkins.getRootDir().toPath();
        return Stream.concat(
                REACHED_BY_BUILDS.stream().map(home::resolve),
                Stream.of(jenkins.getRawWorkspaceDir(), jenkins.getRawBuildsDir())
                        .map(pattern -> pattern.replaceFirst("^\\$\\{JENKINS_HOME}", escaped(home)))
                        .filter(pattern -> pattern.contains("${"))
                        .map(pattern -> Path.of(pattern.substring(0, pattern.indexOf("${"))))
                        .filter(directory -> directory.isAbsolute() && !home.startsWith(directory)));
    }

    private static String escaped(Path path) {
        return Matcher.quoteReplacement(path.toString());
    }

    /** The path with its links followed as far as it is there, so that none leads round the rule. */
    private static Path real(Path path) {
        Path normal = path.toAbsolutePath().normalize();
        Path there = existing(normal);
        try {
            return there.toRealPath().resolve(there.relativize(normal));
        } catch (IOException e) {
            return normal;
        }
    }
}
