package dev.kakusan.storage.offenders;

import software.amazon.awssdk.regions.Region;

/** Names a class of the SDK's where none may be named. */
final class KnowsTheSdk {

  static final Region HOME = Region.US_EAST_1;

  private KnowsTheSdk() {}
}
