/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.util.Map;

/**
 * A service of Podman of its own. Its containers need none of it to live: they survive it when it is killed.
 *
 * <p>Thread-safe, but what one thread does to the service all others notice.
 */
public final class PodmanService extends ContainerDaemon {

    private static final Shared<PodmanService> SHARED = new Shared<>(PodmanService::start);

    private PodmanService(Setup setup) {
        super(setup);
    }

    /** The service that all tests of this JVM share; started by the first that asks. Not for tests that stop or kill it. */
    public static PodmanService shared() {
        return SHARED.get();
    }

    /** A service that nobody else has; close it. */
    public static PodmanService start() {
        return setup().start();
    }

    /** A service that nobody else has, and not quite as usual. */
    public static Setup setup() {
        return new Setup();
    }

    @Override
    public String uri() {
        return "podman+unix://" + socket();
    }

    /** Asks the service, for the command alone would stand outside of the service's namespaces. */
    @Override
    public Tool cli() {
        return Tool.of(
                Map.of("HOME", base() + "/home"),
                Engine.find("podman").toString(),
                "--remote",
                "--url",
                "unix://" + socket());
    }

    @Override
    String imageName() {
        return "localhost/hvsdk/busybox:1";
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

    /** How a service shall be. Not thread-safe: for one thread. */
    public static final class Setup extends ContainerDaemon.Setup<PodmanService> {

        private Setup() {
            super("podman", "podman");
        }

        /** Shares this machine's network. */
        public Setup hostNetwork() {
            option("--host-network");
            return this;
        }

        @Override
        public PodmanService start() {
            return new PodmanService(this);
        }
    }
}
