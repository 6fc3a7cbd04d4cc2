/** Publishing to a bucket of S3, or of a server that speaks S3. All that knows the SDK of AWS is here. */
@NullMarked
package io.jenkins.plugins.itgc.publication.s3;

import org.jspecify.annotations.NullMarked;
