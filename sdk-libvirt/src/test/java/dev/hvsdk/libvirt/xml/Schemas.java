/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** libvirt's RELAX NG schemas, asked by Jing. */
final class Schemas {
    private static final Map<String, ValidationDriver> DRIVERS = new ConcurrentHashMap<>();
    private static final Complaints COMPLAINTS = new Complaints();

    private Schemas() {}

    /** What the schema of this name ({@code domain}) has against a text; empty if it is valid. */
    static List<String> complaints(String schema, String xml) {
        COMPLAINTS.texts.clear();
        try {
            DRIVERS.computeIfAbsent(schema, Schemas::load).validate(new InputSource(new StringReader(xml)));
        } catch (SAXException | IOException e) {
            throw new IllegalStateException(xml, e);
        }
        return List.copyOf(COMPLAINTS.texts);
    }

    private static ValidationDriver load(String schema) {
        PropertyMapBuilder properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, COMPLAINTS);
        ValidationDriver driver = new ValidationDriver(properties.toPropertyMap());
        String file =
                Corpus.folder().resolve("schemas/" + schema + ".rng").toUri().toString();
        try {
            if (!driver.loadSchema(new InputSource(file))) {
                throw new IllegalStateException(schema + ": " + COMPLAINTS.texts);
            }
        } catch (SAXException | IOException e) {
            throw new IllegalStateException(schema, e);
        }
        return driver;
    }

    private static final class Complaints implements ErrorHandler {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void warning(SAXParseException exception) {}

        @Override
        public void error(SAXParseException exception) {
            texts.add(exception.getLineNumber() + ": " + exception.getMessage());
        }

        @Override
        public void fatalError(SAXParseException exception) {
            error(exception);
        }
    }
}
