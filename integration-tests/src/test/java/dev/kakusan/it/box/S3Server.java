package dev.kakusan.it.box;

import java.net.URI;

/**
 * An S3 server that a test has for itself and may maltreat. Its address stays the same for life;
 * buckets are addressed by path.
 */
public interface S3Server extends AutoCloseable {

  /** Where it listens; answers from the moment the server was made. */
  URI endpoint();

  String accessKey();

  String secretKey();

  /**
   * Stops every thread of the server where it stands. Connections are accepted still, and not
   * answered.
   */
  void pause();

  /** Lets the server go on after a {@link #pause()}. */
  void unpause();

  /** Ends the server as {@code kill -9} does; connections are refused from now on. */
  void kill();

  /** Starts the server again after a {@link #kill()} and waits until it answers. */
  void restart();

  /** Removes the server and all that it holds, in whatever state it is. */
  @Override
  void close();
}
