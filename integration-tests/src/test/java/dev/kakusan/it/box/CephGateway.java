package dev.kakusan.it.box;

import org.testcontainers.images.builder.ImageFromDockerfile;

/** Ceph's S3 gateway before a cluster of one disk in memory: after a restart it is empty. */
final class CephGateway extends BoxedServer {

  private static final ImageFromDockerfile IMAGE = image("ceph");

  CephGateway() {
    super(IMAGE);
  }
}
