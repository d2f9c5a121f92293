/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.util.Map;

/**
 * An LXD of its own, with a storage pool of directories and a profile that has a root disk and no network. Its containers survive it
 * when it is killed.
 *
 * <p>Thread-safe, but what one thread does to the daemon all others notice.
 */
public final class Lxd extends ContainerDaemon {

    private static final Shared<Lxd> SHARED = new Shared<>(Lxd::start);

    private Lxd(Setup setup) {
        super(setup);
    }

    /** The daemon that all tests of this JVM share; started by the first that asks. Not for tests that stop or kill it. */
    public static Lxd shared() {
        return SHARED.get();
    }

    /** A daemon that nobody else has; close it. */
    public static Lxd start() {
        return setup().start();
    }

    /** A daemon that nobody else has, and not quite as usual. */
    public static Setup setup() {
        return new Setup();
    }

    @Override
    public String uri() {
        return "lxd+unix://" + socket();
    }

    @Override
    public Tool cli() {
        return Tool.of(
                Map.of("LXD_DIR", base() + "/lxd", "LXD_CONF", base() + "/client"),
                Engine.find("lxc").toString(),
                "--quiet");
    }

    @Override
    String imageName() {
        return "hvsdk-busybox";
    }

    @Override
    void importImage(ContainerImage image) {
        cli().run("image", "import", image.lxdTar().toString(), "--alias", imageName());
    }

    /** How a daemon shall be. Not thread-safe: for one thread. */
    public static final class Setup extends ContainerDaemon.Setup<Lxd> {

        private Setup() {
            super("lxd", "lxd");
        }

        /** Shares this machine's network. */
        public Setup hostNetwork() {
            option("--host-network");
            return this;
        }

        /** Listens on a free port of 127.0.0.1 too, with TLS; it then shares this machine's network. */
        public Setup tcp() {
            port(Ports.free());
            return this;
        }

        @Override
        public Lxd start() {
            return new Lxd(this);
        }
    }
}
