/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what {@code VBoxManage} says when it fails into the SDK's errors. */
final class Failures {
    private static final Pattern CODE = Pattern.compile("code ((?:VBOX_)?E_[A-Z_]+|NS_[A-Z_]+)");
    private static final String PREFIX = "VBoxManage: error: ";
    private static final Set<String> TAKEN = Set.of("VBOX_E_OBJECT_IN_USE", "VBOX_E_FILE_ERROR");

    private Failures() {}

    static HypervisorException of(CommandResult failed, ErrorFactory errors) {
        String text = firstLine(failed);
        Matcher found = CODE.matcher(failed.stderr());
        String code = found.find() ? found.group(1) : "exit code " + failed.exitCode();
        return of(code, text, errors.nativeError(new NativeError("VBoxManage", code, text)));
    }

    private static HypervisorException of(String code, String text, ErrorFactory errors) {
        if (code.equals("VBOX_E_INVALID_VM_STATE")
                || code.equals("VBOX_E_INVALID_OBJECT_STATE")
                || text.endsWith("is not currently running")) {
            return errors.wrongState(text);
        }
        if (TAKEN.contains(code)) {
            return errors.conflict(text);
        }
        return switch (code) {
            case "VBOX_E_OBJECT_NOT_FOUND" -> errors.notFound(text);
            case "E_ACCESSDENIED" -> errors.permissionDenied(text);
            case "E_NOTIMPL", "VBOX_E_NOT_SUPPORTED" -> errors.unsupported(Support.Reason.NO_SUCH_CONCEPT, text);
            default -> errors.hostFailure(text);
        };
    }

    private static String firstLine(CommandResult failed) {
        String line = failed.stderr()
                .lines()
                .filter(text -> text.startsWith(PREFIX))
                .findFirst()
                .map(text -> text.substring(PREFIX.length()).strip())
                .orElse("VBoxManage failed with " + failed);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
