package dev.kakusan.storage.s3;

import java.io.IOException;

/** A page came where S3 would have answered. */
final class NotS3 extends IOException {

  NotS3(int status) {
    super("a page with status " + status);
  }
}
