/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandInterruptedException;
import dev.hvsdk.host.command.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Xen 4.17.7's tools print, and what becomes of it. */
@Timeout(60)
class ToolXenStoreTest {
    private static ToolXenStore failing(String said) {
        return new ToolXenStore(Dom0s.with(command -> CommandResult.of(1, "", said)));
    }

    @Test
    void readsAValueAsItIs() {
        ToolXenStore store = new ToolXenStore(Dom0s.saying(Map.of("xenstore-read -R -- /a", "x\ny")));

        assertThat(store.find("/a")).hasValue("x\ny");
    }

    @Test
    void tellsWhatIsNotThereFromWhatFails() {
        assertThat(failing("xenstore-read: couldn't read path /a\n").find("/a")).isEmpty();
        assertThatThrownBy(
                        () -> failing("xenstore-list: could not list path /a\n").children("/a"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> failing("xenstore-ls: xs_directory (/a): No such file or directory\n")
                        .tree("/a"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> failing("xenstore-rm: could not remove path /a\n")
                        .remove("/a")
                        .await())
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> failing("xenstore-write: could not write path /a\n")
                        .write("/a", "")
                        .await())
                .isInstanceOf(HostFailure.class);
        assertThatThrownBy(() ->
                        failing("xenstore-read: xs_open: Permission denied\n").find("/a"))
                .isInstanceOf(PermissionDenied.class);
    }

    @Test
    void refusesMoreThanXenStoreTakesAtOnce() {
        ToolXenStore store = new ToolXenStore(Dom0s.saying(Map.of()));

        assertThatThrownBy(() -> store.write("/a", "x".repeat(4096))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.remove("/")).isInstanceOf(IllegalArgumentException.class);
    }

    /** A xenstore-watch that prints its own line, then each of these, and ends after them or is ended. */
    private static CommandResult watch(Command command, boolean goesOn, String... paths) {
        command.outputListener().orElseThrow().accept("/w\n".getBytes(StandardCharsets.UTF_8));
        List.of(paths)
                .forEach(path ->
                        command.outputListener().orElseThrow().accept((path + "\n").getBytes(StandardCharsets.UTF_8)));
        if (goesOn) {
            awaitInterrupt();
        }
        return CommandResult.of(1, "", "xenstore-watch: it ended");
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandInterruptedException("xenstore-watch", e);
        }
    }

    @Test
    void tellsThePathsThatAWatchPrintsAfterItsOwnLine() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        ToolXenStore store = new ToolXenStore(Dom0s.with(command -> watch(command, true, "/w/a", "/w/b")));

        try (Subscription watch = store.watch("/w", told::add)) {
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("/w/a");
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("/w/b");
            assertThat(watch.isOpen()).isTrue();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void tellsTheWatchedPathAfterAGap() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        AtomicInteger round = new AtomicInteger();
        ToolXenStore store = new ToolXenStore(Dom0s.with(command -> watch(command, round.incrementAndGet() > 1)));

        try (Subscription watch = store.watch("/w", told::add)) {
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("/w");
            assertThat(watch.isOpen()).isTrue();
        }
    }

    @Test
    void saysAtOnceThatItCannotWatch() {
        ToolXenStore store = failing("xenstore-watch: xs_open: Permission denied\n");

        assertThatThrownBy(() -> store.watch("/w", path -> {})).isInstanceOf(PermissionDenied.class);
    }

    @Test
    void closesItsWatchesWithTheConnection() {
        Dom0s dom0 = Dom0s.with(command -> watch(command, true));
        Subscription watch = new ToolXenStore(dom0).watch("/w", path -> {});

        dom0.close();

        assertThat(watch.isOpen()).isFalse();
    }

    @Test
    void closesAWatchWhenItsToolHasEnded() {
        AtomicBoolean ended = new AtomicBoolean();
        Dom0s dom0 = Dom0s.with(command -> {
            try {
                return watch(command, true);
            } finally {
                endSlowly(ended);
            }
        });
        Subscription watch = new ToolXenStore(dom0).watch("/w", path -> {});

        Thread.currentThread().interrupt();
        watch.close();

        assertThat(ended).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** As one that has to be killed on another host. */
    private static void endSlowly(AtomicBoolean ended) {
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        ended.set(true);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
