package dev.kakusan.it.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That the boxes do what the other suites take for granted. */
interface BoxBehaviour {

  S3Server server();

  /** The status of an unsigned request. */
  private int status() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server().endpoint().resolve("/kakusan-none/key"))
            .timeout(Duration.ofSeconds(5))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  default void aStrangerIsAnsweredAndRefused() throws Exception {
    assertThat(status()).isIn(403, 404);
  }

  @Test
  default void whilePausedItIsSilentAndThenGoesOn() throws Exception {
    server().pause();
    try {
      assertThatThrownBy(this::status).isInstanceOf(HttpTimeoutException.class);
    } finally {
      server().unpause();
    }
    assertThat(status()).isIn(403, 404);
  }

  @Test
  default void whenKilledItRefusesAndAfterARestartItAnswersThere() throws Exception {
    server().kill();
    try {
      assertThatThrownBy(this::status).isInstanceOf(ConnectException.class);
    } finally {
      server().restart();
    }
    assertThat(status()).isIn(403, 404);
  }
}
