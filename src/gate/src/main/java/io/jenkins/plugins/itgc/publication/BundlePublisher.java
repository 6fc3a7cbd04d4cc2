package io.jenkins.plugins.itgc.publication;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;

/** Publishes a file as it is, such as a bundle for auditors; behind it a manifest, which makes it count. */
public final class BundlePublisher {
    private final Archive archive;

    public BundlePublisher(Archive archive) {
        this.archive = archive;
    }

    /**
     * Publishes a file under its own name.
     *
     * @param month where it is filed
     * @throws PublicationException where another file of that name is there, or the place stands against it
     */
    public PublishedBundle publish(Path file, YearMonth month) throws IOException {
        var name = String.valueOf(file.getFileName());
        if (!Keys.isFileName(name)) {
            throw new PublicationException(
                    Reason.REQUEST,
                    "\"" + name + "\" cannot be published under its name; use letters, digits and . _ - only");
        }
        archive.requireReady();
        var content = Content.of(file);
        var object = PublishedObject.of(Keys.bundle(month, name), content, 0);
        archive.store(object.key(), content);
        Interruption.check();
        var manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("format", Manifest.FORMAT);
        manifest.set("object", Json.tree(object));
        var last = Content.of(CanonicalJson.bytes(manifest));
        var key = object.key() + ".manifest.json";
        archive.store(key, last);
        return new PublishedBundle(
                object, PublishedObject.of(key, last, 0), archive.location(object.key()), archive.protection());
    }
}
