/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.util.Map;

/**
 * A dockerd of its own, with a containerd of its own.
 *
 * <p>Thread-safe, but what one thread does to the daemon all others notice.
 */
public final class Dockerd extends ContainerDaemon {

    private static final Shared<Dockerd> SHARED = new Shared<>(Dockerd::start);

    private Dockerd(Setup setup) {
        super(setup);
    }

    /** The daemon that all tests of this JVM share; started by the first that asks. Not for tests that stop or kill it. */
    public static Dockerd shared() {
        return SHARED.get();
    }

    /** A daemon that nobody else has; close it. */
    public static Dockerd start() {
        return setup().start();
    }

    /** A daemon that nobody else has, and not quite as usual. */
    public static Setup setup() {
        return new Setup();
    }

    @Override
    public String uri() {
        return "docker+unix://" + socket();
    }

    /** By its port, with nothing about TLS; only of a daemon that was set up so. */
    public String tcpUri() {
        return "docker+tcp://127.0.0.1:" + tcpPort();
    }

    /** The path is Debian's: another version may come first in the search path. */
    @Override
    public Tool cli() {
        return Tool.of(
                Map.of("DOCKER_CONFIG", base() + "/home", "DOCKER_CONTEXT", ""),
                Engine.find("docker").toString(),
                "--host",
                "unix://" + socket());
    }

    @Override
    String imageName() {
        return "hvsdk/busybox:1";
    }

    @Override
    void importImage(ContainerImage image) {
        cli().run(
                        "import",
                        "--change",
                        "CMD [\"" + ContainerImage.INIT + "\"]",
                        image.tar().toString(),
                        imageName());
    }

    /** How a daemon shall be. Not thread-safe: for one thread. */
    public static final class Setup extends ContainerDaemon.Setup<Dockerd> {

        private Setup() {
            super("docker", "dockerd");
        }

        /** Has the bridge that Docker has by default, with addresses and NAT, in a network of its own without a way out. */
        public Setup bridge() {
            option("--bridge");
            return this;
        }

        /** Containers live on when the daemon is killed. Otherwise it ends them when it is started again. */
        public Setup liveRestore() {
            option("--live-restore");
            return this;
        }

        /** Shares this machine's network, so that ports of containers are reached from here. */
        public Setup hostNetwork() {
            option("--host-network");
            return this;
        }

        /** Listens on a free port of 127.0.0.1 too, without TLS; it then shares this machine's network. */
        public Setup tcp() {
            port(Ports.free());
            return this;
        }

        /** The same by TLS, with the host's certificate of these and for their client only. */
        public Setup tls(Certificates certificates) {
            option("--tls", certificates.directory().toString());
            return tcp();
        }

        @Override
        public Dockerd start() {
            return new Dockerd(this);
        }
    }
}
