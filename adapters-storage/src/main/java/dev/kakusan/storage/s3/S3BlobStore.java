package dev.kakusan.storage.s3;

import dev.kakusan.storage.BlobEntry;
import dev.kakusan.storage.BlobKeys;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Content;
import dev.kakusan.storage.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Blobs as the objects of a bucket below a prefix. S3 itself makes a put all or nothing. */
final class S3BlobStore implements BlobStore {

  private final S3Location location;
  private final Bucket bucket;
  private final Executor uploads;

  S3BlobStore(S3Location location, Bucket bucket, Executor uploads) {
    this.location = location;
    this.bucket = bucket;
    this.uploads = uploads;
  }

  @Override
  public String location() {
    return location.text();
  }

  /** What a key is called to a user. */
  String named(String key) {
    return "s3://" + location.bucket() + "/" + location.object(key);
  }

  private String object(String key) {
    return location.object(BlobKeys.checked(key));
  }

  private <T> T asked(String verb, String key, Bucket.Request<T> request) throws IOException {
    try {
      return bucket.ask(request);
    } catch (RequestFailure e) {
      throw failure(verb, key, e);
    }
  }

  private StoreException failure(String verb, String key, RequestFailure e) {
    return bucket.failure(verb + " " + named(key), e);
  }

  @Override
  public void put(String key, Content content) throws IOException {
    String object = object(key);
    try {
      if (content.size() >= MultipartUpload.PART) {
        new MultipartUpload(bucket, object, content).run(uploads);
      } else {
        putWhole(object, content, null);
      }
    } catch (RequestFailure e) {
      throw failure("write", key, e);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) { // the content's own
      throw new IOException("cannot write " + named(key) + ": " + e.getMessage(), e);
    }
  }

  private void putWhole(String object, Content content, @Nullable String ifNoneMatch)
      throws IOException, RequestFailure {
    bucket.ask(
        s3 ->
            UploadBody.send(
                content,
                0,
                content.size(),
                body ->
                    s3.putObject(
                        r -> r.bucket(bucket.name()).key(object).ifNoneMatch(ifNoneMatch), body)));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    try {
      putWhole(object(key), Content.of(bytes), "*");
      return true;
    } catch (RequestFailure e) {
      if (e.status() != 412) {
        throw failure("write", key, e);
      }
      return e.perhapsDone && isThere(key, bytes);
    }
  }

  private boolean isThere(String key, byte[] bytes) throws IOException {
    try {
      return Arrays.equals(bytes, get(key));
    } catch (NoSuchFileException e) {
      return false; // another's, deleted since
    }
  }

  @Override
  public InputStream open(String key, long from) throws IOException {
    try {
      return new S3Input(this, bucket, key, from, object(key, from));
    } catch (BeyondTheEnd e) {
      return new ByteArrayInputStream(new byte[0]);
    }
  }

  /**
   * One answer of the server's.
   *
   * @throws BeyondTheEnd where the object ends before
   */
  ResponseInputStream<GetObjectResponse> object(String key, long from) throws IOException {
    String object = object(key);
    String range = from == 0 ? null : "bytes=" + from + "-";
    try {
      ResponseInputStream<GetObjectResponse> in =
          bucket.ask(s3 -> s3.getObject(r -> r.bucket(bucket.name()).key(object).range(range)));
      if (range != null && in.response().contentRange() == null) {
        in.abort();
        throw new IOException(
            "cannot read %s: its server does not give ranges; use another".formatted(named(key)));
      }
      return in;
    } catch (RequestFailure e) {
      if (e.is("NoSuchKey")) {
        throw new NoSuchFileException(named(key));
      }
      if (e.status() == 416) {
        throw new BeyondTheEnd(named(key), from);
      }
      throw failure("read", key, e);
    }
  }

  @Override
  public boolean exists(String key) throws IOException {
    String object = object(key);
    if (!bucket.hasAnswered()) { // what follows does not tell a missing object from its bucket
      asked(
          "look for",
          key,
          s3 -> s3.listObjectsV2(r -> r.bucket(bucket.name()).prefix(object).maxKeys(1)));
    }
    try {
      bucket.ask(s3 -> s3.headObject(r -> r.bucket(bucket.name()).key(object)));
      return true;
    } catch (RequestFailure e) {
      if (e.status() == 404) {
        return false;
      }
      throw failure("look for", key, e);
    }
  }

  @Override
  public List<BlobEntry> entries(String prefix) throws IOException {
    List<BlobEntry> entries = new ArrayList<>();
    String token = null;
    do {
      ListObjectsV2Response page = page(prefix, token);
      for (S3Object object : page.contents()) {
        if (!object.key().endsWith("/")) { // some tools mark folders so
          entries.add(new BlobEntry(location.key(object.key()), object.size(), object.eTag()));
        }
      }
      token = page.nextContinuationToken();
    } while (token != null);
    entries.sort(Comparator.comparing(BlobEntry::key, BlobKeys.ORDER));
    return entries;
  }

  private ListObjectsV2Response page(String prefix, @Nullable String token) throws IOException {
    return asked(
        "list",
        prefix,
        s3 ->
            s3.listObjectsV2(
                r ->
                    r.bucket(bucket.name())
                        .prefix(location.object(prefix))
                        .encodingType(EncodingType.URL)
                        .continuationToken(token)));
  }

  @Override
  public void delete(String key) throws IOException {
    String object = object(key);
    asked("delete", key, s3 -> s3.deleteObject(r -> r.bucket(bucket.name()).key(object)));
  }

  /** Gives up the uploads in parts that nobody ended. */
  @Override
  public void sweep() throws IOException {
    String below = location.object("");
    List<software.amazon.awssdk.services.s3.model.MultipartUpload> unfinished =
        asked(
            "look for unfinished uploads below",
            "",
            s3 ->
                s3
                    .listMultipartUploadsPaginator(r -> r.bucket(bucket.name()).prefix(below))
                    .uploads()
                    .stream()
                    .toList());
    for (software.amazon.awssdk.services.s3.model.MultipartUpload upload : unfinished) {
      asked(
          "give up the upload of",
          location.key(upload.key()),
          s3 ->
              s3.abortMultipartUpload(
                  r -> r.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId())));
    }
  }
}
