/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for each daemon of containers. A subclass says how its own command is spoken to. */
abstract class ContainerDaemonContract<D extends ContainerDaemon> {

    abstract D start();

    /** Starts a container of the image, with its init as process 1, and waits until it has been started. */
    abstract void run(D daemon, String name);

    abstract void stop(D daemon, String name);

    /** The names of those that are running. */
    abstract List<String> running(D daemon);

    /** What a command in a running container prints. */
    abstract String execute(D daemon, String name, String... command);

    /** The number of process 1 as the daemon knows it. */
    abstract long process(D daemon, String name);

    abstract boolean containersSurviveTheDaemon();

    @Test
    void runsAContainerThatObeysAShutdown() {
        try (D daemon = start()) {
            run(daemon, "obeys");
            assertThat(running(daemon)).containsExactly("obeys");
            assertThat(execute(daemon, "obeys", "cat", "/etc/os-release")).contains("ID=hvsdk");

            stop(daemon, "obeys");

            assertThat(running(daemon)).isEmpty();
        }
    }

    @Test
    void leavesNothingBehind() {
        D daemon = start();
        run(daemon, "left");
        long container = daemon.pid(process(daemon, "left"));
        long pid = daemon.pid();
        String own = daemon.base().getFileName().toString();
        assertThat(ControlGroups.named(own::equals)).isNotEmpty();
        assertThat(String.join(" ", Processes.arguments(container))).endsWith("init");
        daemon.suspend();

        daemon.close();

        assertThat(ProcessHandle.of(container)).isEmpty();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(ControlGroups.named(own::equals)).isEmpty();
        assertThat(Processes.mounts())
                .noneMatch(line -> line.contains(daemon.base().toString()));
        assertThat(daemon.base()).doesNotExist();
    }

    @Test
    void hangsWhileItIsSuspended() {
        try (D daemon = start()) {
            daemon.suspend();
            assertThat(Processes.state(daemon.pid())).isEqualTo("T");
            daemon.resume();

            assertThat(running(daemon)).isEmpty();
        }
    }

    @Test
    void comesBackToItsDataWhenItIsKilledAndStartedAgain() {
        try (D daemon = start()) {
            String image = daemon.image();
            run(daemon, "survivor");
            long container = daemon.pid(process(daemon, "survivor"));

            daemon.kill();

            assertThatThrownBy(() -> running(daemon)).isInstanceOf(IllegalStateException.class);
            daemon.restart();
            assertThat(daemon.image()).isEqualTo(image);
            assertThat(ProcessHandle.of(container).isPresent()).isEqualTo(containersSurviveTheDaemon());
            assertThat(running(daemon)).hasSize(containersSurviveTheDaemon() ? 1 : 0);
        }
    }

    @Test
    void runsBesideAnother() {
        try (D one = start();
                D two = start()) {
            run(one, "same");
            run(two, "same");

            assertThat(one.pid(process(one, "same"))).isNotEqualTo(two.pid(process(two, "same")));
            assertThat(one.uri()).isNotEqualTo(two.uri());
        }
    }
}
