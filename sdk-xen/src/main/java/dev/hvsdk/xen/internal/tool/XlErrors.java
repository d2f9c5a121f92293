/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.tool;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the tools of Xen 4.17 say when they fail, as one of the eight errors. */
final class XlErrors {
    private static final int TEXT_LIMIT = 2000;

    /** The place of a script's name in {@code sh -c TEXT NAME}. */
    private static final int SCRIPT = 3;

    /** What libxl puts before each line: {@code libxl: error: libxl_domain.c:81:libxl__domain_rename: Domain 7:}. */
    private static final Pattern PREFIX =
            Pattern.compile("^(?:libxl|xc|xencall|xenstore): (?:error|info|warning): (?:panic: )?"
                    + "(?:[\\w-]+\\.c:\\d+:\\s?\\w+: )?(?:Domain \\d+:)?");

    /** A part of the file that cannot be read, in which a password may stand. */
    private static final Pattern QUOTED_FILE = Pattern.compile("(config parsing error[^\\n]*?) near `[^\\n]*");

    /** What follows from the first failure, or is no failure. */
    private static final List<String> NOISE = List.of(
            "Parsing config from",
            "Saving to ",
            "Loading new save file",
            "xc: info:",
            "libxl_report_child_exitstatus",
            "libxl__destroy_domid",
            "domain_destroy_callback",
            "domain_destroy_cb",
            "cannot make domain",
            "cannot (re-)build domain");

    private XlErrors() {}

    static HypervisorException failure(ErrorFactory errors, Command command, CommandResult result) {
        String text = text(result);
        ErrorFactory detailed =
                errors.nativeError(new NativeError(command.program(), "exit code " + result.exitCode(), text));
        Predicate<String> said = part -> text.contains(part);
        if (isAbout(said, "cannot init xl context", "privileged command interface", "xs_open")) {
            return unusable(detailed, text);
        }
        return ofGuest(detailed, said, name(command) + " failed: " + first(text));
    }

    private static HypervisorException unusable(ErrorFactory errors, String text) {
        if (text.contains("Permission denied")) {
            return errors.remedy("run as root in dom0, or log in there as root")
                    .permissionDenied("this user may not control Xen");
        }
        return errors.remedy("connect to the dom0 of a machine that has booted Xen; hv detect says what this one is")
                .unsupported(
                        Support.Reason.HOST_MISCONFIGURED,
                        "this is not a dom0: Xen's control interface is not there (" + first(text) + ")");
    }

    private static HypervisorException ofGuest(ErrorFactory errors, Predicate<String> said, String what) {
        if (said.test("already exists")) {
            return errors.conflict(what);
        }
        if (isAbout(
                said,
                "is an invalid domain identifier",
                "Non-existant domain",
                "does not exist",
                "not connected",
                "unknown cpupool",
                "unknown domain",
                "Could not find bridge device")) {
            return errors.notFound(what);
        }
        if (isAbout(said, "Out of memory", "Cannot allocate memory", "failed to free memory", "not enough")) {
            return errors.remedy("stop a guest, or give this one less memory; xl info tells free_memory in MiB")
                    .hostFailure("the host has not enough free memory: " + what);
        }
        if (isAbout(said, "safe_remove failed", "guest did not suspend, timed out")) {
            return errors.remedy("wait until it has booted; a kernel without drivers for Xen never does it")
                    .timedOut("the guest does not do its part: " + what);
        }
        return errors.hostFailure(what);
    }

    private static boolean isAbout(Predicate<String> said, String... parts) {
        return List.of(parts).stream().anyMatch(said);
    }

    /** The tool and what it was to do: {@code xl create}; a script has it as its name. */
    static String name(Command command) {
        List<String> words = command.arguments();
        if (words.size() > SCRIPT && words.get(1).equals("-c")) {
            return words.get(SCRIPT);
        }
        return words.size() > 1 && !words.get(1).startsWith("-")
                ? command.program() + " " + words.get(1)
                : command.program();
    }

    private static String text(CommandResult result) {
        String said = (result.stderr().isBlank() ? result.stdout() : result.stderr()).strip();
        String shown = QUOTED_FILE.matcher(said).replaceAll("$1");
        return shown.length() <= TEXT_LIMIT ? shown : shown.substring(0, TEXT_LIMIT) + "...";
    }

    private static String first(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && NOISE.stream().noneMatch(line::contains))
                .findFirst()
                .map(line -> PREFIX.matcher(line).replaceFirst("").strip())
                .orElseGet(() -> text.lines().findFirst().orElse("it said nothing"));
    }
}
