/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.UnreadableCfgException;
import java.util.Set;

/** The file of a guest, without secrets; what is changed in it counts from the next start on. Thread-safe. */
final class XlFile implements NativeDefinition {
    /** Of xl.cfg(5). */
    static final String FORMAT = "xl-cfg";

    private static final String REPLACE = "replace definition";

    private final GuestContext guest;
    private final XlDriver driver;

    XlFile(GuestContext guest, XlDriver driver) {
        this.guest = guest;
        this.driver = driver;
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String text() {
        guest.host().state().checkOpen();
        ErrorFactory errors = guest.errors("read definition");
        return Secrets.without(
                        definition(errors, driver.entry(errors, guest.id())).file())
                .text();
    }

    private static Survey.Definition definition(ErrorFactory errors, Entry entry) {
        return entry.definition()
                .orElseThrow(() -> errors.remedy("put it there, or take the directory where it is into the URI")
                        .notFound("its file is not in the directory of this connection"));
    }

    @Override
    public Operation<GuestInfo> replace(String text) {
        guest.host().state().checkOpen();
        return guest.change(REPLACE, source -> {
            driver.alone(
                    REPLACE,
                    guest.id(),
                    Set.of(GuestState.values()),
                    (errors, entry) -> replace(errors, definition(errors, entry), text));
            return guest.info();
        });
    }

    private void replace(ErrorFactory errors, Survey.Definition before, String text) {
        Survey.Definition after = parsed(errors, before, text);
        if (!after.id().equals(before.id()) || !after.name().equals(before.name())) {
            throw errors.conflict("this is the file of another guest: name and UUID stay");
        }
        driver.folder().replace(errors, before.path(), after.file());
    }

    private static Survey.Definition parsed(ErrorFactory errors, Survey.Definition before, String text) {
        try {
            CfgFile file = Secrets.restored(CfgFile.parse(text), before.file());
            return Survey.Definition.of(before.path(), file);
        } catch (UnreadableCfgException e) {
            throw errors.cause(e).hostFailure("this is no file that xl reads: " + e.getMessage());
        }
    }
}
