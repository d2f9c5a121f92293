/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.CfgValue;
import dev.hvsdk.xen.internal.cfg.NewParts;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A part that is added or taken away: first in the domain, if it runs, then in its file, if that is here. If the file cannot be written,
 * what was done with the domain is undone.
 */
final class PartChange {
    private final XlDriver driver;
    private final ErrorFactory errors;
    private final Entry entry;
    private final String key;

    /**
     * Of one guest.
     *
     * @param key of the file: disk or vif
     */
    PartChange(XlDriver driver, ErrorFactory errors, Entry entry, String key) {
        this.driver = driver;
        this.errors = errors;
        this.entry = entry;
        this.key = key;
    }

    NewParts parts() {
        return NewParts.of(entry.type().orElse(XenGuestKind.PV), errors);
    }

    /**
     * Changes both.
     *
     * @param inDomain words for xl; none if the domain is to stay as it is
     * @param undo words for xl that take it back
     * @param inFile makes the new texts of the old ones
     */
    void apply(List<String> inDomain, List<String> undo, UnaryOperator<List<String>> inFile) {
        boolean isLive = entry.domain().isPresent() && !inDomain.isEmpty();
        if (isLive) {
            run(inDomain);
        }
        try {
            entry.definition().ifPresent(file -> write(file, inFile));
        } catch (HypervisorException e) {
            if (isLive) {
                undo(undo, e);
            }
            throw e;
        }
    }

    private void write(Survey.Definition definition, UnaryOperator<List<String>> change) {
        CfgFile file = definition.file();
        List<String> texts = change.apply(file.texts(key));
        CfgFile changed = texts.isEmpty() ? file.without(key) : file.with(key, CfgValue.ofTexts(texts));
        driver.folder().replace(errors, definition.path(), changed);
    }

    private void undo(List<String> words, HypervisorException failure) {
        try {
            run(words);
        } catch (HypervisorException e) {
            failure.addSuppressed(e);
        }
    }

    private void run(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add(1, XlDriver.number(entry));
        driver.tools().change(errors, all.toArray(String[]::new));
    }

    /** Whether there is such a thing on the host, as {@code test} sees it. */
    boolean isThere(String flag, String path) {
        return driver.tools().run(errors, XenTools.command("test", flag, path)).isSuccess();
    }

    static UnaryOperator<List<String>> adding(String text) {
        return texts -> {
            List<String> all = new ArrayList<>(texts);
            all.add(text);
            return all;
        };
    }

    static UnaryOperator<List<String>> removing(Predicate<String> isMeant) {
        return texts -> texts.stream().filter(isMeant.negate()).toList();
    }
}
