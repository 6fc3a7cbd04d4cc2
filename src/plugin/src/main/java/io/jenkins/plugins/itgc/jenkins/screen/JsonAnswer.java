package io.jenkins.plugins.itgc.jenkins.screen;

import java.io.IOException;
import java.util.Optional;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** JSON that is ready. */
final class JsonAnswer implements HttpResponse {
    private final Optional<String> file;
    private final byte[] json;

    /**
     * @param file the name of the file that it is saved in; absent where it is for a script
     */
    JsonAnswer(Optional<String> file, byte[] json) {
        this.file = file;
        this.json = json.clone();
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        file.ifPresent(name -> response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\""));
        response.getOutputStream().write(json);
    }
}
