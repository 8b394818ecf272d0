"""Exports as twelve systems make them: a heading of each, one row, and what is to be known of the person in it."""

from __future__ import annotations

import csv
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """The text of a file, the mapping that is shipped for it, and what its row says through that mapping."""

    text: str
    mapping: str
    said: dict[str, str]

    @property
    def rows(self) -> list[list[str]]:
        """The heading, and the rows below it."""
        return list(csv.reader(self.text.splitlines()))


_ADA = {"first name": "Ada", "last name": "Fern"}
EXPORTS = {
    "Open Dental": Exported(
        "PatNum,LName,FName,HmPhone,WkPhone,WirelessPhone,Email,Birthdate\n"
        "41,Fern,Ada,(202)555-0101,,(202)555-0111,ada@example.com,05/14/1990\n",
        "opendental",
        {
            **_ADA,
            **{"reference": "41", "home": "(202)555-0101", "work": "", "cell": "(202)555-0111"},
            **{"email": "ada@example.com", "born": "1990-05-14"},
        },
    ),
    "GoHighLevel": Exported(
        "First Name,Last Name,Email,Phone,Company,Tags,Status,Created Date,Additional Phone\n"
        'Ada,Fern,ada@example.com,+12025550111,,"VIP, Lead",Nurture,01/13/2026,+12025550188\n',
        "gohighlevel",
        {
            **_ADA,
            **{"email": "ada@example.com", "cell": "+12025550111", "note": "Additional Phone: +12025550188"},
        },
    ),
    "HubSpot": Exported(
        "First name,Last name,Email address,Phone number,Mobile phone number,State/Region,Lifecycle stage,Lead status\n"
        "Ada,Fern,ada@example.com,202-555-0101,202-555-0111,Ohio,lead,Nurture\n",
        "hubspot",
        {
            **_ADA,
            **{"email": "ada@example.com", "home": "202-555-0101", "cell": "202-555-0111", "region": "Ohio"},
        },
    ),
    "Salesforce": Exported(
        "FirstName,LastName,Email,Phone,MobilePhone,LeadSource,Status\n"
        "Ada,Fern,ada@example.com,202-555-0101,202-555-0111,Web,Open - Not Contacted\n",
        "salesforce",
        {**_ADA, **{"email": "ada@example.com", "home": "202-555-0101", "cell": "202-555-0111"}},
    ),
    "Cliniko": Exported(
        "id,first_name,last_name,email,date_of_birth,time_zone,accepted_sms_marketing,accepted_email_marketing\n"
        "812,Ada,Fern,ada@example.com,1990-05-04,Australia/Sydney,true,false\n",
        "cliniko",
        {
            **_ADA,
            **{"reference": "812", "email": "ada@example.com", "born": "1990-05-04", "zone": "Australia/Sydney"},
            **{"text_marketing_consent": "opted_in", "email_marketing_consent": "opted_out"},
        },
    ),
    "SmartMessaging, its people": Exported(
        "Mobile,PermissionToSendSMS,FirstName,LastName,Home,Work,Email,AppointmentDate,AppointmentTime\n"
        "12025550111,0,Ada,Fern,,,ada@example.com,15/06/2026,09:30\n",
        "smartmessaging-people",
        {
            **_ADA,
            **{"cell": "12025550111", "home": "", "work": "", "email": "ada@example.com"},
            **{"text_consent": "opted_out"},
        },
    ),
    "SmartMessaging, its visits": Exported(
        "Mobile,PermissionToSendSMS,FirstName,LastName,Home,Work,Email,AppointmentDate,AppointmentTime\n"
        "12025550111,1,Ada,Fern,,,ada@example.com,15/06/2026,09:30\n",
        "smartmessaging-visits",
        {
            **_ADA,
            **{"cell": "12025550111", "home": "", "work": "", "email": "ada@example.com", "at": "2026-06-15 09:30"},
        },
    ),
    "VetData": Exported(
        "LastName,FirstName,SuspendReminders,Key\nFern,Ada,true,V-1\n",
        "vetdata",
        {**_ADA, **{"do_not_contact": "yes", "reference": "V-1"}},
    ),
    "Link2MD": Exported(
        "email,first_name,last_name,dob,timezone,phone,cell,state,client_identifier,active\n"
        "ada@example.com,Ada,Fern,1990-05-04,America/New_York,202-555-0101,202-555-0111,NY,C-9,1\n",
        "link2md",
        {
            **_ADA,
            **{"email": "ada@example.com", "born": "1990-05-04", "zone": "America/New_York", "region": "NY"},
            **{"home": "202-555-0101", "cell": "202-555-0111", "reference": "C-9"},
        },
    ),
    "Jeyla": Exported(
        "Title,First-Name,Last-Name,State,Date-Of-Birth,Cell-Phone,Other-Phone,Email\n"
        "Ms,Ada,Fern,NY,1990-05-04,202-555-0111,202-555-0188,ada@example.com\n",
        "jeyla",
        {
            **_ADA,
            **{"salutation": "Ms", "region": "NY", "born": "1990-05-04", "email": "ada@example.com"},
            **{"cell": "202-555-0111", "note": "Other-Phone: 202-555-0188"},
        },
    ),
    "Google Contacts": Exported(
        "Name,Given Name,Family Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,"
        "Phone 1 - Value\n"
        "Ada Fern,Ada,Fern,,* My Contacts,* ,ada@example.com,Home,+1 202-555-0111\n",
        "google-contacts",
        {
            **_ADA,
            **{"name": "Ada Fern", "note": "", "email": "ada@example.com"},
            **{"cell": "+1 202-555-0111", "cell_type": "landline"},
        },
    ),
    "Outlook": Exported(
        "First Name,Middle Name,Last Name,E-mail Address,Home Phone,Mobile Phone,Business Phone\n"
        "Ada,,Fern,ada@example.com,202-555-0101,202-555-0111,\n",
        "outlook",
        {**_ADA, **{"email": "ada@example.com", "home": "202-555-0101", "cell": "202-555-0111", "work": ""}},
    ),
    "OpenEMR": Exported(
        "pid,fname,lname,DOB,phone_home,phone_biz,phone_cell,email,hipaa_allowsms,hipaa_allowemail\n"
        "7,Ada,Fern,1990-05-04,202-555-0101,,202-555-0111,ada@example.com,YES,NO\n",
        "openemr",
        {
            **_ADA,
            **{"reference": "7", "born": "1990-05-04", "home": "202-555-0101", "work": "", "cell": "202-555-0111"},
            **{"email": "ada@example.com", "text_consent": "opted_in", "email_consent": "opted_out"},
        },
    ),
}
"""Exports by the system that makes them; the people are made up."""
