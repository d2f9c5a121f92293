/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException.Unreachable;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class Dom0ShellTest {
    private static final Command LIST = Command.of(List.of("xl", "list"));

    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private CommandRunner login(OpenState state) {
        logins.incrementAndGet();
        state.register((AutoCloseable) () -> closed.set(true));
        return command -> CommandResult.of(0, command.toString(), "");
    }

    @Test
    void isConnectedWithByTheFirstCommandAlone() {
        try (Dom0Shell shell = new Dom0Shell("xen", this::login)) {
            assertThat(logins).hasValue(0);

            assertThat(shell.run(LIST).stdout()).isEqualTo("xl list");
            assertThat(shell.run(LIST).isSuccess()).isTrue();

            assertThat(logins).hasValue(1);
            assertThat(closed).isFalse();
        }
        assertThat(closed).isTrue();
    }

    @Test
    void triesAgainAfterAFailure() {
        AtomicBoolean down = new AtomicBoolean(true);
        try (Dom0Shell shell = new Dom0Shell("xen", state -> {
            if (down.getAndSet(false)) {
                throw ErrorFactory.of("xen").operation("connect").unreachable("nobody answers");
            }
            return login(state);
        })) {
            assertThatThrownBy(() -> shell.run(LIST)).isInstanceOf(Unreachable.class);
            assertThat(shell.run(LIST).isSuccess()).isTrue();
        }
    }

    @Test
    void aClosedOneConnectsWithNobody() {
        Dom0Shell shell = new Dom0Shell("xen", this::login);
        shell.close();

        assertThatThrownBy(() -> shell.run(LIST)).isInstanceOf(HypervisorClosedException.class);
        assertThat(logins).hasValue(0);
    }

    @Test
    void whatIsOpenedWhileItClosesIsClosedToo() throws Exception {
        CountDownLatch connecting = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Dom0Shell shell = new Dom0Shell("xen", state -> {
            connecting.countDown();
            awaitIn(answered);
            return login(state);
        });
        Thread command = new Thread(
                () -> assertThatThrownBy(() -> shell.run(LIST)).isInstanceOf(HypervisorClosedException.class));
        AtomicBoolean failed = new AtomicBoolean();
        command.setUncaughtExceptionHandler((thread, e) -> failed.set(true));
        command.start();
        connecting.await();

        shell.close();
        answered.countDown();
        command.join();

        assertThat(closed).isTrue();
        assertThat(failed).isFalse();
    }

    private static void awaitIn(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
