package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.text.PlainText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Something in a system outside, a pull request, a ticket, a commit; or what somebody said. */
@ExportedBean(defaultVisibility = 999)
public final class Reference {
    private static final int LONGEST = 4_000;

    private final String name;
    private final String detail;
    private final Optional<String> url;

    Reference(String name, String detail, Optional<String> url) {
        this.name = PlainText.harmless(name);
        this.detail = PlainText.harmless(detail, LONGEST);
        this.url = url;
    }

    @Exported
    public String getName() {
        return name;
    }

    @Exported
    public String getDetail() {
        return detail;
    }

    /** Where people look at it, on a configured server; absent where it lies on no such server. */
    @Exported
    public @Nullable String getUrl() {
        return url.orElse(null);
    }
}
