package io.jenkins.plugins.itgc.publication.s3;

import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.ArchiveContractTest;
import java.time.Clock;
import java.util.Optional;

class S3ArchiveContractTest extends ArchiveContractTest {
    @Override
    protected Archive archive() throws Exception {
        return S3Archive.open(
                S3Server.place(false, S3Server.address()), Optional.of(S3Server.CREDENTIALS), Clock.systemUTC());
    }
}
