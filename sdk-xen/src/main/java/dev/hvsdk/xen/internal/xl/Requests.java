/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.internal.tool.XenTools;

/**
 * What a running guest is asked for: by Xen's own way where its kernel knows it, else by its buttons. {@code xl shutdown} would wait a
 * minute for a guest that does not listen, and then take the request back. Immutable.
 */
final class Requests {
    private final XenTools tools;
    private final ErrorFactory errors;

    Requests(XenTools tools, ErrorFactory errors) {
        this.tools = tools;
        this.errors = errors;
    }

    void shutDown(Entry entry) {
        ask(entry, "poweroff", "power");
    }

    void reboot(Entry entry) {
        ask(entry, "reboot", "reset");
    }

    private void ask(Entry entry, String word, String button) {
        String domain = XlDriver.number(entry);
        if (entry.type().filter(XenGuestKind.HVM::equals).isEmpty() || listens(domain, word)) {
            tools.succeed(errors, XenTools.command("xenstore-write", path(domain, "shutdown"), word));
        } else {
            tools.change(errors, "trigger", domain, button);
        }
    }

    /** A kernel with drivers for Xen writes down what it follows. */
    private boolean listens(String domain, String word) {
        return tools.run(errors, XenTools.command("xenstore-read", path(domain, "feature-" + word)))
                .isSuccess();
    }

    private static String path(String domain, String name) {
        return "/local/domain/" + domain + "/control/" + name;
    }
}
