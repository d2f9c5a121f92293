/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Connects the terminal with the console of a guest. */
@Command(
        name = "console",
        description = {
            "Sit at the text console of a guest: its first serial line, or the terminal of a container.",
            "",
            "Each key goes to the guest, Ctrl-C too; Ctrl-] leaves, and the guest runs on. Where nothing is shown, press "
                    + "Enter: a login prompt that is there already is not written again. What is piped in is typed, and "
                    + "then what the guest answers is shown until it stops, until Ctrl-C, or as long as --for says.",
            "",
            "The guest has to write to that console: of a Linux machine, its kernel needs console=ttyS0."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv console qemu:///system web",
            "  hv console qemu:///system web --escape ^A     where Ctrl-] is needed inside",
            "  hv console qemu:///system web --read-only | tee boot.log",
            "  printf 'root\\n' | hv console qemu:///system web --for 5s",
            "  hv console qemu:///system web --displays      where a viewer finds the screen"
        })
final class ConsoleCommand implements Callable<Integer> {
    private static final String READ_ONLY = "--read-only";

    private final Session session;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Option(names = "--escape", paramLabel = "KEY", description = "The key that leaves; ^] unless given.")
    private EscapeKey escape = EscapeKey.DEFAULT;

    @Option(names = "--for", paramLabel = "TIME", description = "Leave after this time, such as 30s or 1h30m.")
    private @Nullable Duration time;

    @Option(
            names = "--displays",
            description = "Connect to nothing, and print where a viewer finds the graphical consoles.")
    private boolean displays;

    private ConsoleCommand(Session session) {
        this.session = session;
    }

    static CommandLine of(Session session) {
        CommandLine command = new CommandLine(new ConsoleCommand(session));
        CommandSpec spec = command.getCommandSpec();
        OptionSpec readOnly = spec.findOption(READ_ONLY);
        // No host opens a console to one who may change nothing; here it is this command that sends nothing.
        spec.remove(readOnly);
        spec.addOption(OptionSpec.builder(readOnly)
                .description("Show what the guest writes, and send it nothing; Ctrl-C leaves then.")
                .build());
        return command;
    }

    @Override
    public Integer call() {
        if (guest.output().isJson() && !displays) {
            throw new UsageException("--format json is for --displays; a console is not JSON", null);
        }
        try (Hypervisor host = guest.connect().openForChanges(session)) {
            Guest handle = guest.find(host);
            Console console = handle.capability(Console.class).require();
            return displays ? answer(console.displays()) : connect(handle, console);
        }
    }

    private int answer(List<URI> addresses) {
        List<String> texts = addresses.stream().map(URI::toString).toList();
        return guest.output()
                .answer(
                        session,
                        json -> Json.texts(json, "displays", texts),
                        page -> texts.forEach(text -> page.line(0, Span.of(text))));
    }

    private int connect(Guest handle, Console console) {
        String name = handle.info().name();
        session.terminal().flush();
        try (ConsoleSession opened = console.open()) {
            ConsoleLink link = new ConsoleLink(opened, session.streams());
            tell("connected to the console of " + name + "; " + wayOut());
            ConsoleLink.End end = pass(link);
            if (end == ConsoleLink.End.CLOSED) {
                requireHost(handle);
            }
            tell(end == ConsoleLink.End.CLOSED ? name + " closed its console" : "left the console of " + name);
            return ExitCode.OK;
        } catch (UncheckedIOException e) {
            return Commands.unwritable(session, Objects.requireNonNull(e.getCause()));
        }
    }

    /** A host that went closes a console as a guest does that ends; asking tells one from the other. */
    private static void requireHost(Guest handle) {
        try {
            handle.info();
        } catch (HypervisorException.NotFound e) {
            // The guest went with its end.
        }
    }

    /** What the guest wrote last rarely ends a line, and the ^C that a terminal shows never does. */
    private void endLine() {
        if (session.streams().isTyped()) {
            session.terminal().err().println();
        }
    }

    private boolean isTyping() {
        return session.streams().isTyped() && !guest.connect().isReadOnly();
    }

    private String wayOut() {
        return isTyping() ? escape + " leaves it, and Enter wakes it" : "Ctrl-C leaves it";
    }

    /** To a person alone: what is piped is the guest's and nobody else's. */
    private void tell(String message) {
        if (session.terminal().showsProgress()) {
            session.say(message);
            session.terminal().flush();
        }
    }

    private ConsoleLink.End pass(ConsoleLink link) {
        try {
            return isTyping() ? typed(link) : shown(link);
        } finally {
            endLine();
        }
    }

    private ConsoleLink.End typed(ConsoleLink link) {
        RawMode raw = session.streams().raw().get();
        try {
            link.show();
            link.send(escape);
            // Who ends the process from outside gets the terminal back at once, however long the rest takes.
            return session.interrupts().during(() -> link.await(time), () -> {
                raw.close();
                link.leave();
            });
        } finally {
            raw.close();
        }
    }

    private ConsoleLink.End shown(ConsoleLink link) {
        link.show();
        if (!guest.connect().isReadOnly()) {
            link.send();
        }
        return session.interrupts().during(() -> link.await(time), link::leave);
    }
}
