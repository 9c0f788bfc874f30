package dev.kakusan.storage.s3;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Nobody gave credentials. */
final class NoCredentials extends SdkClientException {

  NoCredentials(SdkClientException cause) {
    super(SdkClientException.builder().message("no credentials").cause(cause));
  }
}
