package dev.kakusan.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Ends requests that no time-out of a socket's ends: those whose body a server has stopped taking,
 * and those of an interrupted thread. Tells pages from answers of S3's.
 */
final class WatchedHttpClient implements SdkHttpClient {

  private static final long LOOK_MILLIS = 200;

  private final SdkHttpClient client;
  private final ScheduledExecutorService clock;
  private final Duration timeout;

  WatchedHttpClient(SdkHttpClient client, ScheduledExecutorService clock, Duration timeout) {
    this.client = client;
    this.clock = clock;
    this.timeout = timeout;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Watch(request);
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }

  private final class Watch implements ExecutableHttpRequest {

    private final Thread caller = Thread.currentThread();
    private final ExecutableHttpRequest request;
    private volatile long lastRead; // 0 before the body is asked for
    private volatile boolean stalled;

    Watch(HttpExecuteRequest request) {
      HttpExecuteRequest.Builder watched =
          HttpExecuteRequest.builder().request(request.httpRequest());
      request
          .contentStreamProvider()
          .ifPresent(body -> watched.contentStreamProvider(() -> over(body.newStream())));
      request.metricCollector().ifPresent(watched::metricCollector);
      this.request = client.prepareRequest(watched.build());
    }

    private InputStream over(InputStream body) {
      lastRead = System.nanoTime();
      return new FilterInputStream(body) {
        @Override
        public int read() throws IOException {
          int read = super.read();
          lastRead = System.nanoTime();
          return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          int read = super.read(buffer, offset, length);
          lastRead = System.nanoTime();
          return read;
        }
      };
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      ScheduledFuture<?> looking =
          clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      try {
        HttpExecuteResponse response = request.call();
        if (isPage(response.httpResponse())) {
          request.abort(); // or its connection would stay taken
          throw new NotS3(response.httpResponse().statusCode());
        }
        return response;
      } catch (IOException e) {
        if (stalled) {
          SocketTimeoutException silence = new SocketTimeoutException("nothing more was taken");
          silence.initCause(e);
          throw silence;
        }
        throw e;
      } finally {
        looking.cancel(false);
      }
    }

    private void look() {
      stalled = lastRead != 0 && System.nanoTime() - lastRead > timeout.toNanos();
      if (stalled || caller.isInterrupted()) {
        request.abort();
      }
    }

    @Override
    public void abort() {
      request.abort();
    }
  }

  /** S3 signs all it says; a page behind a server's error may be that of a relay before it. */
  private static boolean isPage(SdkHttpResponse response) {
    boolean page =
        response
            .firstMatchingHeader("Content-Type")
            .filter(type -> type.startsWith("text/html"))
            .isPresent();
    boolean signed =
        response.headers().keySet().stream()
            .anyMatch(name -> name.regionMatches(true, 0, "x-amz-", 0, 6));
    return page && !signed && response.statusCode() < 500;
  }
}
