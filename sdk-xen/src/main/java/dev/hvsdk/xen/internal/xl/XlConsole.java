/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The console of a guest: the terminal in dom0 at whose other end xenconsoled is, or the QEMU of an HVM guest. {@code xl console} would
 * take no input but that of a terminal of its own. Thread-safe.
 */
final class XlConsole implements Console {
    private final GuestContext guest;
    private final XlDriver driver;

    XlConsole(GuestContext guest, XlDriver driver) {
        this.guest = guest;
        this.driver = driver;
    }

    @Override
    public ConsoleSession open() {
        guest.host().state().checkOpen();
        ErrorFactory errors = guest.errors("open console");
        guest.host().refuseIfReadOnly(errors);
        Entry entry = driver.entry(errors, guest.id());
        if (entry.isDom0() || !entry.state().isActive()) {
            throw errors.remedy("start it first; dom0's console is that of the host")
                    .wrongState(
                            "it is " + (entry.isDom0() ? "dom0" : entry.state().id()));
        }
        String terminal = terminal(errors, entry)
                .orElseThrow(() -> errors.remedy("give an HVM guest a serial port by the option serial-console")
                        .wrongState("it has no text console, or not yet"));
        return XlConsoleSession.open(terminal, driver.tools(), errors, guest.host());
    }

    private Optional<String> terminal(ErrorFactory errors, Entry entry) {
        boolean isMachine = entry.type().filter(XenGuestKind.HVM::equals).isPresent();
        String domain = "/local/domain/" + XlDriver.number(entry);
        return Stream.of(domain + (isMachine ? "/serial/0/tty" : "/console/tty"))
                .map(path -> driver.tools().run(errors, XenTools.command("xenstore-read", path)))
                .filter(CommandResult::isSuccess)
                .map(result -> result.stdout().strip())
                .filter(path -> path.startsWith("/dev/"))
                .findFirst();
    }

    /** Where QEMU told XenStore that it listens; only dom0 can reach it as a rule. */
    @Override
    public List<URI> displays() {
        guest.host().state().checkOpen();
        ErrorFactory errors = guest.errors("find displays");
        Entry entry = driver.entry(errors, guest.id());
        if (entry.isDom0() || entry.domain().isEmpty()) {
            return List.of();
        }
        String vnc = "/local/domain/" + XlDriver.number(entry) + "/console/vnc-";
        return value(errors, vnc + "port")
                .filter(port -> port.matches("[0-9]{1,5}"))
                .map(port -> List.of(
                        URI.create("vnc://" + value(errors, vnc + "listen").orElse("127.0.0.1") + ":" + port)))
                .orElse(List.of());
    }

    private Optional<String> value(ErrorFactory errors, String path) {
        CommandResult result = driver.tools().run(errors, XenTools.command("xenstore-read", path));
        return result.isSuccess()
                ? Optional.of(result.stdout().strip()).filter(text -> text.matches("[0-9.]+"))
                : Optional.empty();
    }
}
