/** Names of people whose spelling misleads the rules or the American dictionary: spellings=respelling. */
export const INDIAN_PEOPLE = `
aarav=aa-RUHV abhay=uh-BAY abhinav=UH-bi-nuhv abhishek=UH-bee-shek aditi=UH-di-tee aditya=aa-DIT-yaa
agarwal,aggarwal=uh-gur-WAAL ahmed=AAH-mehd aishwarya=AISH-wur-yaa ajay,ajai=UH-jay akash,aakash=aa-KAASH
akshay=UHK-shay alok=aa-LOHK aman=UH-muhn amar=UH-mur amit=UH-mit amita=uh-MEE-taa amitabh=uh-mee-TAAB
amrita=uhm-REE-taa anand=AA-nuhnd anil=uh-NEEL anita=uh-NEE-taa anjali=UHN-juh-lee ankit=AAN-kit
ankita=UHN-kee-taa ankur=UHN-koor ansari=uhn-SAA-ree anuj=UH-nooj anupam=UH-noo-puhm anurag=uh-noo-RAAG
anushka=uh-NOOSH-kaa aparna=uh-PUR-naa archana=AAR-chuh-naa arjun=AAR-joon arun=uh-ROON aruna=uh-ROO-naa
arvind=AAR-vind asha=AA-shaa ashish=aa-SHEESH ashok=UH-shohk ashwin=UHSH-win ashwini=UHSH-wi-nee
atul=uh-TOOL avinash=uh-vi-NAASH awasthi=uh-WUHS-tee ayesha=aa-EE-shaa ayush=aa-YOOSH azad=aa-ZAAD
babu=BAA-boo bajaj=buh-JAAJ balaji=BAA-laa-jee banerjee=BAA-nur-jee bedi=BAY-dee begum=BAY-guhm
bhagat=BUH-guht bhandari=buhn-DAA-ree bharat=BAA-ruht bharati,bharti=BAAR-tee bhaskar=BAAS-kur
bhatia=BAAT-yaa bhatt=BUHT bhattacharya=buh-taa-CHAAR-yaa bhavna,bhavana=BAAV-naa bhosale,bhosle=BOHS-lay
chandra=CHUHN-draa chatterjee=CHAA-tur-jee chattopadhyay=chuh-toh-PAA-dyai
chaudhary,chaudhari,choudhary,choudhury,chowdhury=CHOWD-ree chauhan=CHOW-haan chetan=CHAY-tuhn
chidambaram=chi-DUHM-buh-ruhm chopra=CHOHP-raa daksh=DUHKSH das,dass=DAAS deepa=DEE-paa deepak=DEE-puhk
deepika=DEE-pee-kaa deepti=DEEP-tee desai=day-SAI deshmukh=daysh-MOOK deshpande=daysh-PAAN-day dev=DAYV
devi=DAY-vee dhanush=DUH-noosh dhawan=duh-WUHN dhillon=DI-lohn dhruv=DROOV dilip=di-LEEP dinesh=DEE-nesh
divya=DIV-yaa dixit,dikshit=DEEK-shit dubey=DOO-bay dutt=DUHT farhan=FAAR-haan fatima=FAA-ti-maa
gaikwad=GAIK-waad gandhi=GAAN-dee ganesh=guh-NAYSH ganguly=gaan-GOO-lee gaurav=GOW-raav gauri=GOW-ree
gautam=GOW-tuhm gayatri=gaa-YUH-tree geeta,gita=GEE-taa girish=gi-REESH gopal=goh-PAAL
gopalakrishnan=goh-paal-KRISH-nuhn govind=goh-VIND gowda=GOW-daa gupta=GOOP-taa gurpreet=gur-PREET
guru=GOO-roo hari=HUH-ree harish=HUH-rish harpreet=hur-PREET harsh=HAARSH harsha=HAAR-shaa
harshad=HUR-shuhd hegde=HEG-day hemant=hay-MUHNT hina=HEE-naa hitesh=hi-TAYSH imran=im-RAAN
indira=IN-di-raa irfan=ir-FAAN isha=EE-shaa ishaan,ishan=ee-SHAAN iyer=AI-yur jadhav=JAA-duhv
jagdish=juhg-DEESH jain=JAYN jatin=JUH-tin jaya=JUH-yaa jayanti=juh-YUHN-tee jayesh=juh-YAYSH jha=JAA
jitendra=ji-TAYN-draa joshi=JOH-shee jyoti=JYOH-tee kabir=kuh-BEER kajal=KAA-juhl kalpana=KUHL-puh-naa
kamal=KUH-muhl kamala=KUHM-laa kamath=KAA-muht kamble=KAAM-blay kamlesh=kuhm-LAYSH kapil=KUH-pil
kapoor,kapur=kuh-POOR karan=KUH-raan karthik,kartik=KAAR-tik kaur=KOR kaveri=kaa-VAY-ree
kavita,kavitha=kuh-VEE-taa kavya=KAAV-yaa khan=KAAN khanna=KUHN-naa khurana=koo-RAA-naa kiran=KEE-raan
kishore,kishor=ki-SHOHR kohinoor=KOH-hi-noor kohli=KOH-lee komal=KOH-muhl krishna=KRISH-naa
krishnan=KRISH-nuhn kriti=KRI-tee kulkarni=kool-KUR-nee kumar=koo-MAAR kumari=koo-MAA-ree kunal=koo-NAAL
lakshmi,laxmi=LUHKSH-mee lalit=LUH-lit lalita=luh-LI-taa lata=LUH-taa lokesh=loh-KAYSH madhav=MAA-duhv
madhu=MUH-doo madhuri=MAA-doo-ree mahendra=muh-HAYN-draa mahesh=muh-HAYSH mala=MAA-laa
malhotra=muhl-HOH-traa malik=MAA-lik manish=muh-NEESH manisha=muh-NEE-shaa manju=MUHN-joo
manmohan=muhn-MOH-huhn manoj=MUH-nohj mathur=MAA-toor maya=MAA-yaa mayank=muh-YUHNK meena=MEE-naa
meenakshi=mee-NAAK-shee meera,mira=MEE-raa megha=MAY-gaa mehra=MEH-raa mehta=MEH-taa menon=MEH-nuhn
milind=mi-LIND mishra,misra=MISH-raa mittal=MIT-uhl modi=MOH-dee mohammed,mohammad,muhammad=moh-HAA-mehd
mohan=MOH-huhn mohit=MOH-hit monika=MOH-nee-kaa mukesh=MOO-kesh mukherjee=MOO-kur-jee
mukhopadhyay=moo-koh-PAA-dyai murthy,murthi,murti=MOOR-tee nagaraj=NAA-guh-raaj naidu=NAI-doo naik=NAIK
nair=NEHR nambiar=NUHM-bi-yaar namrata=NUHM-ruh-taa nanda=NUHN-daa nandini=NUHN-di-nee
narayan,narayanan=naa-RAA-yuhn narendra=nuh-RAYN-draa naresh=nuh-RAYSH natarajan=nuht-RAA-juhn
naveen,navin=nuh-VEEN nayak=NAA-yuhk neelam=NEE-luhm neeraj,niraj=NEE-ruhj neeta=NEE-taa neetu=NEE-too
neha=NAY-haa nidhi=NI-dee nikhil=NIK-hil nikita=ni-KEE-taa nilesh=ni-LAYSH nisha=NI-shaa nishant=ni-SHAANT
nitesh=ni-TAYSH nitin=NI-teen om=OHM omkar=ohm-KAAR padma=PUHD-maa pai=PAI pallavi=PUHL-luh-vee
pandey,pande=PAAN-day pandit=PUHN-dit pankaj=PUHN-kaaj parekh=PAA-rayk parvati=PAAR-vuh-tee patel=puh-TEL
patil=PAA-til pawan,pavan=PUH-vuhn pawar=puh-WAAR pillai=PIL-lai pooja,puja=POO-jaa poonam,punam=POO-nuhm
prabhakar=pruh-BAA-kur prabhu=pruh-BOO pradeep=pruh-DEEP prakash=pruh-KAASH pramod=pruh-MOHD
pranav=PRUH-nuhv prasad=pruh-SAAD prashant=pruh-SHAANT pratap=pruh-TAAP prateek,pratik=pruh-TEEK
praveen,pravin=pruh-VEEN preeti,priti=PREE-tee prem=PRAYM priya=PREE-yaa priyanka=pri-YUHN-kaa
radha=RAA-daa radhakrishnan=raa-daa-KRISH-nuhn radhika=RAA-di-kaa raghav=RAA-guhv raghu=RUH-goo
rahul=RAA-hool raj=RAAJ raja=RAA-jaa rajan=RAA-juhn rajat=RUH-juht rajeev,rajiv=raa-JEEV
rajendra=raa-JAYN-draa rajesh=raa-JAYSH rajni,rajani=RUHJ-nee raju=RAA-joo rakesh=raa-KESH ram=RAAM
rama=RAA-maa ramakrishnan=raam-KRISH-nuhn raman=RUH-muhn ramesh=ruh-MAYSH rana=RAA-naa rani=RAA-nee
ranjit,ranjeet=RUHN-jeet rao=ROW rashmi=RUHSH-mee rastogi=ruhs-TOH-gee rathore=raa-TOHR ravi=RUH-vee
rawat=RAA-wuht reddy=REH-dee reena,rina=REE-naa rekha=REH-kaa renu=RAY-noo renuka=RAY-noo-kaa
ritesh=ri-TAYSH ritu=RI-too riya,ria=REE-yaa rohan=ROH-huhn rohini=ROH-hi-nee rohit=ROH-hit
roshan=ROH-shuhn roy=ROY ruchi=ROO-chee rupa,roopa=ROO-paa rupesh=roo-PAYSH sachin=SUH-cheen saha=SAA-haa
sai=SAI salim=SUH-leem salman=suhl-MAAN sameer,samir=suh-MEER sandeep,sandip=suhn-DEEP sandhu=SUHN-doo
sandhya=SUHN-dyaa sangeeta,sangita=suhn-GEE-taa sanjana=suhn-JUH-naa sanjay=SUHN-jay
sanjeev,sanjiv=suhn-JEEV santosh=suhn-TOHSH sarika=SAA-ri-kaa sarita=suh-REE-taa saroj=suh-ROHJ
satish,sateesh=suh-TEESH saurabh,sourabh=SOW-ruhb savita=suh-VEE-taa saxena=suhk-SAY-naa
seema,sima=SEE-maa sen=SAYN seth=SAYT sethi=SAY-tee shah=SHAA shalini=SHAA-li-nee shankar=SHUHN-kur
shanti=SHAAN-tee sharad=SHUH-ruhd sharma=SHAAR-maa shashi=SHUH-shee shekhar=SHAY-kur shenoy=sheh-NOY
shetty=SHEH-tee shikha=SHI-kaa shilpa=SHIL-paa shinde=SHIN-day shiv=SHIV shiva=SHI-vaa shobha=SHOH-baa
shraddha=SHRUHD-daa shreya=SHRAY-yaa shri,shree,sri=SHREE shrimati=SHREE-muh-tee shruti=SHROO-tee
shubham=SHOO-buhm shukla=SHOOK-laa shweta=SHWAY-taa siddharth,sidharth=SID-aart siddiqui=si-DEE-kee
simran=SIM-ruhn singh=SING singhal,singhania=SING-uhl sinha=SIN-haa sita,seetha,seeta=SEE-taa
smita=SMEE-taa sneha=SNAY-uh sohail=soh-HAYL solanki=soh-LUHN-kee sonal=SOH-naal sonali=soh-NAA-lee
sonia=SOH-nyaa sridhar=SHREE-dur srinivas,srinivasan=shree-nee-VAAS srivastava,shrivastava=shree-VAAS-tuhv
subhash=soo-BAASH subramanian,subramaniam,subramanyam=soob-ruh-MUHN-yuhm sudha=SOO-daa sudhir=soo-DEER
sujata=soo-JAA-taa sultan=SOOL-taan suman=SOO-muhn sumit=soo-MIT sundaram=SOON-duh-ruhm sunil=soo-NEEL
sunita=soo-NEE-taa suraj=SOO-ruhj surendra=soo-RAYN-draa suresh=soo-RESH surya=SOOR-yaa sushil=soo-SHEEL
sushma=SOOSH-maa swaminathan=swaa-mi-NAA-tuhn swapnil=SWUHP-nil swati=SWAA-tee tanvi=TUHN-vee
tanya=TAAN-yaa tarun=TUH-roon tejas=TAY-juhs thakkar=TUH-kur thakur=TAA-koor tiwari,tewari=ti-WAA-ree
tripathi=tri-PAA-tee trivedi=tri-VAY-dee tyagi=TYAA-gee uday=oo-DAY uma=OO-maa umesh=oo-MAYSH usha=OO-shaa
vaibhav=VAI-buhv vandana=VUHN-duh-naa varma=VAAR-maa varsha=VAAR-shaa varun=VUH-roon vasudev=VAA-soo-dayv
venkat=VEN-kuht venkatesh=ven-kuh-TAYSH verma=VER-maa vicky,vikky=VI-kee vidya=VID-yaa vijay=VI-jay
vijaya=vi-juh-YAA vikas=vi-KAAS vikram=VIK-ruhm vimal=VI-muhl vinay=vi-NAY vineet,vinit=vi-NEET
vinod=VI-nohd vipin=VI-pin vipul=VI-pool virat=vi-RAAT vishal=vi-SHAAL vishnu=VISH-noo
viswanathan,vishwanathan=vish-wuh-NAA-tuhn vivek=vi-VAYK warrier=WAA-ri-yur yadav=YAA-duhv yash=YUHSH
yashwant=yuhsh-WUHNT yogesh=yoh-GAYSH yusuf=YOO-suhf zara=ZAA-raa zaveri=ZUH-vay-ree zoya=ZOH-yaa
`
