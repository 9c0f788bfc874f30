package dev.kakusan.storage.s3;

import dev.kakusan.storage.Content;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** An object sent in parts, some at the same time; it appears with the last request or never. */
final class MultipartUpload {

  /** Also the size from which on an object is sent in parts. */
  static final long PART = 16 << 20;

  static final int AT_ONCE = 4;

  private static final long MOST_PARTS = 10_000;

  /** Attempts to tidy up; fewer than at a request, as the user waits for the failure. */
  private static final int ABORTS = 2;

  /** Marks the object, to know one's own after a lost answer. */
  private static final String MARK = "kakusan-upload";

  private final Bucket bucket;
  private final String key;
  private final Content content;
  private final long size;
  private final long partSize;
  private final String mark = UUID.randomUUID().toString();

  MultipartUpload(Bucket bucket, String key, Content content) {
    this.bucket = bucket;
    this.key = key;
    this.content = content;
    this.size = content.size();
    this.partSize = partSize(size);
  }

  static long partSize(long size) {
    return Math.max(PART, (size + MOST_PARTS - 1) / MOST_PARTS);
  }

  void run(Executor threads) throws IOException, RequestFailure {
    String id =
        bucket.ask(
            s3 ->
                s3.createMultipartUpload(
                        r -> r.bucket(bucket.name()).key(key).metadata(Map.of(MARK, mark)))
                    .uploadId());
    try {
      complete(id, parts(id, threads));
    } catch (IOException | RequestFailure | RuntimeException e) {
      abort(id, e);
      throw e;
    }
  }

  private List<CompletedPart> parts(String id, Executor threads)
      throws IOException, RequestFailure {
    CompletionService<CompletedPart> sending = new ExecutorCompletionService<>(threads);
    Semaphore turns = new Semaphore(AT_ONCE);
    List<Future<CompletedPart>> futures = new ArrayList<>();
    for (long from = 0; from < size; from += partSize) {
      long start = from;
      futures.add(sending.submit(() -> part(id, start, turns)));
    }
    List<CompletedPart> parts = new ArrayList<>();
    try {
      while (parts.size() < futures.size()) {
        parts.add(sending.take().get());
      }
    } catch (InterruptedException e) {
      throw Bucket.interrupted(e);
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNull(e.getCause()));
    } finally {
      futures.forEach(future -> future.cancel(true));
      turns.acquireUninterruptibly(AT_ONCE); // the parts under way have ended
    }
    parts.sort(Comparator.comparing(CompletedPart::partNumber));
    return parts;
  }

  private CompletedPart part(String id, long from, Semaphore turns)
      throws IOException, RequestFailure {
    if (!turns.tryAcquire()) {
      throw new InterruptedIOException("the upload has ended");
    }
    try {
      int number = (int) (from / partSize) + 1;
      long length = Math.min(partSize, size - from);
      UploadPartResponse sent =
          bucket.ask(
              s3 ->
                  UploadBody.send(
                      content,
                      from,
                      length,
                      body ->
                          s3.uploadPart(
                              r -> r.bucket(bucket.name()).key(key).uploadId(id).partNumber(number),
                              body)));
      return CompletedPart.builder()
          .partNumber(number)
          .eTag(sent.eTag())
          .checksumCRC32(sent.checksumCRC32()) // the SDK's, where it adds any
          .build();
    } finally {
      turns.release();
    }
  }

  private static IOException rethrown(Throwable cause) throws RequestFailure {
    if (cause instanceof RequestFailure failure) {
      throw failure;
    }
    if (cause instanceof RuntimeException bug) {
      throw bug;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return (IOException) cause;
  }

  private void complete(String id, List<CompletedPart> parts) throws IOException, RequestFailure {
    try {
      bucket.ask(
          s3 ->
              s3.completeMultipartUpload(
                  r ->
                      r.bucket(bucket.name())
                          .key(key)
                          .uploadId(id)
                          .multipartUpload(m -> m.parts(parts))));
    } catch (RequestFailure e) {
      if (!(e.perhapsDone && e.is("NoSuchUpload") && isThere())) {
        throw e;
      }
    }
  }

  /** An attempt whose answer was lost has ended the upload well if its object stands there. */
  private boolean isThere() throws IOException, RequestFailure {
    return bucket.ask(
        s3 ->
            mark.equals(s3.headObject(r -> r.bucket(bucket.name()).key(key)).metadata().get(MARK)));
  }

  private void abort(String id, Exception cause) {
    boolean interrupted = Thread.interrupted(); // or nothing could be sent
    try {
      bucket.ask(
          ABORTS,
          s3 -> s3.abortMultipartUpload(r -> r.bucket(bucket.name()).key(key).uploadId(id)));
    } catch (IOException | RequestFailure | SdkException e) {
      cause.addSuppressed(e); // the store's own rules for such leftovers must do
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
