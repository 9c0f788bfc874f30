/** The storage port on S3, and on what speaks like it. Nothing else knows the SDK. */
@NullMarked
package dev.kakusan.storage.s3;

import org.jspecify.annotations.NullMarked;
