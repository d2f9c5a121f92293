/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Map;

/** QMP through libvirt. Immutable. */
final class LibvirtQmpMonitor implements QmpMonitor {
    private final GuestContext guest;

    LibvirtQmpMonitor(GuestContext guest) {
        this.guest = guest;
    }

    @Override
    public QmpAnswer execute(String command, Map<String, ?> arguments) {
        JsonNode answer = Json.parse(guest.monitorCommand(Json.command(command, arguments)));
        if (answer.has("error")) {
            throw error(command, answer.get("error"));
        }
        return QmpAnswer.of(Json.text(answer.path("return")));
    }

    /** The classes are those of QEMU's qapi/error.json; new ones are not made any more, and most errors are "GenericError". */
    private HypervisorException error(String command, JsonNode error) {
        String kind = error.path("class").asText();
        String text = error.path("desc").asText();
        ErrorFactory errors =
                guest.errors("monitor command " + command).nativeError(new NativeError("qmp", kind, text));
        return switch (kind) {
            case "CommandNotFound" -> errors.unsupported(Support.Reason.NOT_IMPLEMENTED, text);
            case "DeviceNotFound" -> errors.notFound(text);
            case "DeviceNotActive", "KVMMissingCap" -> errors.wrongState(text);
            default -> errors.hostFailure(text);
        };
    }
}
