/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.containers.CommitSpec;
import dev.hvsdk.containers.CommittedImage;
import dev.hvsdk.containers.ContainerImages;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.live.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consoles of containers of Docker and Podman, and images that are made of them. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
abstract class ContainerSessionsContract extends ContainerLab {
    final Guest terminal(String program) {
        Guest guest = host().define(GuestSpec.builder(newName())
                        .boot(BootSource.image(daemon().image(), List.of(program)))
                        .with(ContainerOptions.builder().terminal(true).build())
                        .build())
                .await(PATIENCE);
        guest.start().await(PATIENCE);
        return guest;
    }

    /** By the engine's own command: this SDK makes no container with an input and without a terminal. */
    final Guest shellWithoutTerminal() {
        String name = newName();
        daemon().cli().run("run", "-di", "--name", name, daemon().image(), "sh");
        return host().findGuest(name).orElseThrow();
    }

    private static String readUntil(InputStream in, String wanted) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(wanted) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    private static void type(ConsoleSession session, String text) throws IOException {
        session.input().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void terminalsTakeWhatIsTyped() throws IOException {
        Guest guest = terminal("sh");

        try (ConsoleSession session = of(guest, Console.class).open()) {
            type(session, "echo $((20+22))\n");
            assertThat(readUntil(session.output(), "42")).contains("echo $((20+22))");
        }

        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void keysThatWouldDetachGoToTheContainer() throws IOException {
        Guest guest = terminal("cat");

        try (ConsoleSession session = of(guest, Console.class).open()) {
            type(session, "\020");
            type(session, "\021");
            type(session, "x\n");
            // The terminal shows Ctrl-P so, and takes Ctrl-Q for itself, which lets output go on.
            assertThat(readUntil(session.output(), "x")).contains("^P");
        }
    }

    @Test
    void outputAndErrorComeAsOneWithoutATerminal() throws IOException {
        Guest guest = started("sh", "-c", "while sleep 0.1; do echo good; echo bad >&2; done");

        try (ConsoleSession session = of(guest, Console.class).open()) {
            readUntil(session.output(), "good\n");
            assertThat(readUntil(session.output(), "bad\n").replaceAll("(good|bad)\n", ""))
                    .isEmpty();
        }

        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
    }

    /** Podman would end the input with the session, and the shell with its input. */
    @Test
    void inputsWithoutATerminalOutliveTheSession() throws IOException {
        Guest guest = shellWithoutTerminal();

        try (ConsoleSession session = of(guest, Console.class).open()) {
            type(session, "echo $((20+22))\n");
            readUntil(session.output(), "42");
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("would end with this session");
        }

        try (ConsoleSession session = of(guest, Console.class).open()) {
            assertThat(session.output()).isNotNull();
        }
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void whatHasNoInputTakesNone() {
        try (ConsoleSession session = of(idle(), Console.class).open()) {
            assertThatThrownBy(() -> type(session, "x"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("made without a standard input");
        }
    }

    @Test
    void closingEndsAReaderAndLeavesTheContainer() throws Exception {
        Guest guest = terminal("sh");
        ConsoleSession session = of(guest, Console.class).open();
        type(session, "echo $((20+22))\n");
        readUntil(session.output(), "42");

        CompletableFuture<byte[]> rest = CompletableFuture.supplyAsync(() -> readAll(session.output()));
        session.close();

        assertThat(rest.get(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
    }

    private static byte[] readAll(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theOutputEndsWithTheContainer() throws IOException {
        Guest guest = terminal("sh");

        try (ConsoleSession session = of(guest, Console.class).open()) {
            type(session, "exit\n");
            assertThat(new String(readAll(session.output()), StandardCharsets.UTF_8))
                    .contains("exit");
        }
        Eventually.holds(() -> guest.info().state() == GuestState.STOPPED);
    }

    @Test
    void onlyWhatRunsHasAConsole() {
        Guest guest = idle();
        guest.pause().await(PATIENCE);

        assertThatThrownBy(() -> of(guest, Console.class).open()).isInstanceOf(HypervisorException.WrongState.class);
        guest.stop().await(PATIENCE);
        assertThatThrownBy(() -> of(guest, Console.class).open()).isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void whoMayChangeNothingOpensNoConsole() {
        Guest guest = idle();

        try (Hypervisor reader = open(
                ConnectSpec.builder(URI.create(daemon().uri())).readOnly(true).build())) {
            assertThatThrownBy(() -> of(reader.guest(guest.id()), Console.class).open())
                    .isInstanceOf(HypervisorException.PermissionDenied.class);
        }
    }

    @Test
    void imagesKeepFilesForOtherContainers() {
        Guest guest = idle();
        of(guest, GuestExec.class)
                .run(ExecSpec.of("sh", "-c", "echo kept > /root.txt"))
                .await(PATIENCE);
        ContainerImages images = of(guest, ContainerImages.class);
        assertThat(images.list()).isEmpty();

        CommittedImage image = images.commit(CommitSpec.builder()
                        .name("hvcap/kept:1")
                        .comment("a \"comment\"\nRUN touch /x")
                        .build())
                .await(PATIENCE);

        assertThat(image.names()).singleElement().asString().endsWith("hvcap/kept:1");
        assertThat(images.list()).containsExactly(image);
        assertThat(of(idle(), ContainerImages.class).list()).isEmpty();
        assertThat(contents(image)).isEqualTo("kept\n");
        assertThat(images.delete(image.id()).await(PATIENCE)).isEqualTo(image.id());
        assertThat(images.list()).isEmpty();
    }

    /** Of a file in a container of this image, which is gone afterwards. */
    private String contents(CommittedImage image) {
        Guest other = host().define(GuestSpec.builder(newName())
                        .boot(BootSource.image(image.id(), List.of("sleep", "1000")))
                        .build())
                .await(PATIENCE);
        other.start().await(PATIENCE);
        String text = of(other, GuestExec.class)
                .run(ExecSpec.of("cat", "/root.txt"))
                .await(PATIENCE)
                .outputText();
        other.stop().await(PATIENCE);
        other.undefine().await(PATIENCE);
        return text;
    }

    @Test
    void imagesNeedNoName() {
        ContainerImages images = of(idle(), ContainerImages.class);

        CommittedImage image =
                images.commit(CommitSpec.builder().pause(false).build()).await(PATIENCE);

        assertThat(image.names()).isEmpty();
        assertThat(image.size().toBytes()).isPositive();
        images.delete(image.id()).await(PATIENCE);
    }

    @Test
    void imagesOfOthersAreNotDeleted() {
        ContainerImages images = of(idle(), ContainerImages.class);
        CommittedImage image = images.commit(CommitSpec.of("hvcap/mine")).await(PATIENCE);

        assertThatThrownBy(() ->
                        of(idle(), ContainerImages.class).delete(image.id()).await(PATIENCE))
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> images.delete(daemon().image()).await(PATIENCE))
                .isInstanceOf(HypervisorException.NotFound.class);
        images.delete(image.id()).await(PATIENCE);
    }

    @Test
    void snapshotsSayWhyThereAreNone() {
        Support<Snapshots> snapshots = idle().capability(Snapshots.class);

        assertThat(snapshots)
                .isInstanceOfSatisfying(
                        Support.Unavailable.class,
                        absent -> assertThat(absent.toString()).contains("another container"));
    }
}
