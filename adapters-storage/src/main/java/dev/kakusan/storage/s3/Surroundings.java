package dev.kakusan.storage.s3;

import dev.kakusan.InvalidInput;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * What the environment and the user's profile add to the settings. The SDK's own chains ask a
 * machine of Amazon's for what is given nowhere, which elsewhere takes seconds to fail: here only
 * credentials are asked of it, and only where no other server is meant.
 */
final class Surroundings {

  private Surroundings() {}

  /** The server that is meant where it is not Amazon's. */
  static @Nullable URI endpoint(S3Settings settings) {
    if (settings.endpoint() != null) {
      return S3Settings.url("--s3-endpoint", settings.endpoint());
    }
    for (String name : new String[] {"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"}) {
      String text = System.getenv(name);
      if (text != null && !text.isEmpty()) {
        return S3Settings.url(name, text);
      }
    }
    return profiledEndpoint().map(text -> S3Settings.url("endpoint_url", text)).orElse(null);
  }

  private static Optional<String> profiledEndpoint() {
    ProfileFile file = ProfileFile.defaultProfileFile();
    Optional<Profile> profile =
        file.profile(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow());
    return profile
        .flatMap(p -> p.property("services"))
        .flatMap(services -> file.getSection("services", services))
        .flatMap(services -> services.property("s3.endpoint_url"))
        .or(() -> profile.flatMap(p -> p.property("endpoint_url")));
  }

  /** The region that is meant; a server that is not Amazon's seldom cares. */
  static Region region(S3Settings settings, @Nullable URI endpoint) {
    if (settings.region() != null) {
      return Region.of(settings.region());
    }
    try {
      return new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
          .getRegion();
    } catch (SdkClientException e) {
      if (endpoint != null) {
        return Region.US_EAST_1;
      }
      throw new InvalidInput(
          "no region for S3; give --s3-region or set AWS_REGION, or give --s3-endpoint", e);
    }
  }

  static AwsCredentialsProvider credentials(@Nullable URI endpoint) {
    AwsCredentialsProvider chain =
        endpoint == null
            ? DefaultCredentialsProvider.builder().build()
            : AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                ContainerCredentialsProvider.create());
    return () -> {
      try {
        return chain.resolveCredentials();
      } catch (SdkClientException e) {
        throw new NoCredentials(e);
      }
    };
  }
}
